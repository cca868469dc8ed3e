namespace Engage;

/// <summary>Addresses of the web that people are sent to.</summary>
public static class WebAddress
{
    private const int Limit = 2_000;

    /// <summary>The address as it will be stored; the refusal <c>engage.web-address</c> where it leads to where nobody should be sent.</summary>
    /// <param name="address">What the caller sent: it begins with <c>https://</c>, holds no user name, and has up to 2,000 characters.</param>
    /// <param name="field">The field of the input that holds it.</param>
    public static string Checked(string address, string field)
    {
        var text = Text.Checked(address, field, Limit);
        // A user name looks like the host that somebody is led to: https://city.example@elsewhere.example.
        if (Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps && uri.UserInfo.Length == 0 && uri.IdnHost.Length > 0)
        {
            // All of it in ASCII: letters of two alphabets look alike, and what somebody reads is where they will be led.
            var stored = new UriBuilder(uri) { Host = uri.IdnHost }.Uri.AbsoluteUri;
            if (stored.Length <= Limit) return stored;
        }
        throw new Refusal(
            "engage.web-address",
            $"Write an address that begins with https://, holds no user name and has {Limit:N0} characters at most as it is encoded.", field);
    }
}
