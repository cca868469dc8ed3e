using Microsoft.Extensions.Configuration;

namespace Engage;

/// <summary>The agency that is meant where none is named.</summary>
internal static class DefaultAgency
{
    /// <summary>The slug of the setting <c>Engage:DefaultAgency</c>, or else <see cref="Agency.Default"/>.</summary>
    public static string Of(IConfiguration configuration)
    {
        var slug = configuration["Engage:DefaultAgency"] ?? Agency.Default;
        return Agency.IsSlug(slug) ? slug : throw new Refusal(
            "engage.default-agency", $"The setting Engage:DefaultAgency is '{slug}'. Set it to 2 to 63 lower case letters, digits and single hyphens.");
    }
}
