using Engage.CommandLine;
using JasperFx.CommandLine;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Engage.Http;

/// <summary>What the command <c>token</c> takes.</summary>
public sealed class TokenInput : CommandInput
{
    /// <summary>The roles, joined by commas.</summary>
    [Description("A role; several are joined by commas: resident,moderator")]
    public string? RoleFlag { get; set; }

    /// <summary>What the person goes by; the first role where it is left out.</summary>
    [Description("What the person goes by")]
    public string? NameFlag { get; set; }

    /// <summary>The slug of the agency.</summary>
    [Description("The agency that it is for; the default agency where it is left out")]
    public string? AgencyFlag { get; set; }
}

/// <summary>Prints a token that a host in Development accepts.</summary>
[Description("Print a token that a host accepts in Development: token --role ROLE --name NAME --agency SLUG", Name = "token")]
public sealed class TokenCommand : EngageCommand<TokenInput>
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    /// <inheritdoc />
    protected override Task<bool> Run(TokenInput input, IServiceProvider services)
    {
        if (!services.GetRequiredService<IHostEnvironment>().IsDevelopment())
            throw new Refusal("engage.development-only", "Tokens are printed in Development only. In Production they come from your identity provider: set Authentication:Schemes:Bearer:Authority.");
        var roles = (input.RoleFlag ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (roles.Length == 0) throw new Refusal("engage.no-role", $"Say which role with --role: {string.Join(", ", Roles.All)}.");
        if (roles.FirstOrDefault(role => !Roles.All.Contains(role)) is { } unknown)
            throw new Refusal("engage.unknown-role", $"There is no role '{unknown}'. There are: {string.Join(", ", Roles.All)}.");

        var configuration = services.GetRequiredService<IConfiguration>();
        var agency = AgencyOf(input.AgencyFlag, configuration);
        var name = input.NameFlag ?? roles[0];
        if (name.Length > 100 || !name.Any(char.IsLetterOrDigit))
            throw new Refusal("engage.name", "--name has to be 1 to 100 characters, one of them a letter or a digit.");
        Console.WriteLine(DevelopmentKey.In(DataDirectory.Of(configuration)).Token(name, roles, agency.Slug, Lifetime, TimeProvider.System));
        return Task.FromResult(true);
    }
}
