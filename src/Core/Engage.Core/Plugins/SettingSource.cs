using Microsoft.Extensions.Configuration;

namespace Engage.Plugins;

/// <summary>Where the value of a setting comes from, in words that lead to it.</summary>
internal static class SettingSource
{
    public static string Of(IConfiguration configuration, string key)
    {
        // The last provider that has it decides.
        foreach (var provider in (configuration as IConfigurationRoot)?.Providers.Reverse() ?? [])
        {
            if (!provider.TryGet(key, out _)) continue;
            return provider switch
            {
                ChainedConfigurationProvider chained => Of(chained.Configuration, key),
                FileConfigurationProvider { Source: { Path: { } path, FileProvider: var files } } => $"{key} in {files?.GetFileInfo(path).PhysicalPath ?? path}",
                _ when provider.GetType().Name.StartsWith("EnvironmentVariables", StringComparison.Ordinal) => $"The environment variable {key.Replace(":", "__")}",
                _ when provider.GetType().Name.StartsWith("CommandLine", StringComparison.Ordinal) => $"--{key} on the command line",
                _ => $"The setting {key}"
            };
        }
        return $"The setting {key}";
    }
}
