namespace Engage.Idempotency;

/// <summary>What a caller tells a repeat from a new request by: 1 to 255 visible characters of ASCII.</summary>
internal static class IdempotencyKey
{
    /// <summary>The HTTP header. It counts for every mutation of the document, each under its response name.</summary>
    public const string Header = "Idempotency-Key";

    /// <summary>The field of every mutation's input and payload.</summary>
    public const string Field = "clientMutationId";

    private const int Limit = 255;

    /// <summary>The key as it is compared, or a refusal.</summary>
    /// <param name="key">What the caller sent. In a header it may stand in quotation marks, as structured fields do.</param>
    /// <param name="field">The field of the input that held it, or null for the header.</param>
    public static string Checked(string key, string? field)
    {
        if (field is null && key is ['"', .. var quoted, '"']) key = quoted;
        return key.Length is > 0 and <= Limit && key.All(letter => letter is > ' ' and <= '~')
            ? key
            : throw new Refusal("engage.idempotency-key", $"The {field ?? Header} is not 1 to {Limit} visible characters of ASCII. Send a random UUID, a new one for each new mutation.", field);
    }
}
