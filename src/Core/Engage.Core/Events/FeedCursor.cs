using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Engage.Events;

/// <summary>
/// Where a message of a feed stands. One event can make several messages, or none, so a cursor counts them: a message is told apart from its double by it.
/// </summary>
/// <param name="Agency">The agency whose log is followed.</param>
/// <param name="Sequence">The last event that the subscription took in.</param>
/// <param name="Message">The how manyth message it made since, from 0; <see cref="Done"/> where it went on to the next event.</param>
internal sealed record FeedCursor(string Agency, long Sequence, int Message)
{
    public const int Done = int.MaxValue;

    private const int Limit = 200;

    /// <summary>Reads what a client sends. Of another agency's cursor it says the same as of one that never was.</summary>
    public static FeedCursor In(string text, Agency agency)
    {
        Span<byte> bytes = stackalloc byte[Limit];
        return text.Length <= Limit && Base64Url.IsValid(text) && Base64Url.TryDecodeFromChars(text, bytes, out var written)
            && Encoding.UTF8.GetString(bytes[..written]).Split(':') is [var slug, var sequence, var message] && slug == agency.Slug
            && long.TryParse(sequence, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && int.TryParse(message, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && new FeedCursor(slug, number, count) is var cursor && cursor.ToString() == text
            ? cursor
            : throw new Refusal("engage.cursor", "This is no cursor of this subscription. Pass the cursor of a message as it came, or leave 'after' out.", "after");
    }

    public override string ToString() => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Agency}:{Sequence}:{Message}")));
}
