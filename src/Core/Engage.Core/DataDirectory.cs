using Microsoft.Extensions.Configuration;

namespace Engage;

/// <summary>Where this machine's own things lie: the development key and the private PostgreSQL.</summary>
internal static class DataDirectory
{
    /// <summary>The setting <c>Engage:DataDirectory</c>, or <c>engage</c> in the user's data folder.</summary>
    public static string Of(IConfiguration configuration) => Path.GetFullPath(configuration["Engage:DataDirectory"] is { Length: > 0 } directory
        ? directory
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "engage"));
}
