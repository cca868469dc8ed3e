using System.Net.Mail;
using System.Text.RegularExpressions;

namespace Engage.Agencies;

/// <summary>How people reach an agency. What is left out is not published.</summary>
/// <param name="Email">Its e-mail address, without a name: <c>contact@example.org</c>.</param>
/// <param name="Phone">Its telephone number: digits, spaces and <c>+ - . / ( )</c>.</param>
/// <param name="Url">Its web site, beginning with <c>https://</c> or <c>http://</c>.</param>
/// <param name="Address">Its postal address, up to 500 characters.</param>
public sealed record AgencyContactInput(string? Email = null, string? Phone = null, string? Url = null, string? Address = null);

internal static partial class PublicContact
{
    public static AgencyContact Checked(AgencyContactInput? contact, string field)
    {
        if (contact is null) return new();
        if (contact.Email is { } email && !(email.Length <= 254 && MailAddress.TryCreate(email, out var parsed) && parsed.Address == email && parsed.Host.Contains('.')))
            throw Wrong("The e-mail address is none. Write it as contact@example.org.");
        if (contact.Phone is { } phone && !(Phones().IsMatch(phone) && phone.Any(char.IsAsciiDigit)))
            throw Wrong("The telephone number is none. Write it in digits, such as +1 212 555 0100.");
        if (contact.Url is { } url && !(url.Length <= 2000 && Uri.TryCreate(url, UriKind.Absolute, out var site) && site is { Scheme: "https" or "http", UserInfo: "" }))
            throw Wrong("The web site's address is none. Write it as https://example.org.");
        return new(contact.Email, contact.Phone, contact.Url, contact.Address is null ? null : Text.Checked(contact.Address, field, 500));

        Refusal Wrong(string message) => new("engage.contact", message, field);
    }

    [GeneratedRegex(@"^\+?[0-9 ()./-]{3,30}\z")]
    private static partial Regex Phones();
}
