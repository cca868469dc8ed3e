using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;

namespace Engage.Plugins;

/// <summary>What configuration says about a plugin.</summary>
internal static class PluginSettings
{
    /// <summary>An instance of every type of settings that the plugin declares, filled and valid.</summary>
    public static IReadOnlyList<object> Bind(PluginBuilder declarations, IConfiguration configuration)
    {
        var section = Section(declarations.Id, configuration);
        try
        {
            return declarations.Settings.ConvertAll(type => Bind(type, section));
        }
        catch (Exception e) when (e is not PluginProblem)
        {
            // Constructors, setters and validations are code of the plugin.
            throw new PluginProblem(
                PluginCodes.Settings, $"Its settings could not be read ({e.GetType().Name}); the log says why. Correct what is under {section.Path}.", e);
        }
    }

    private static object Bind(Type type, IConfigurationSection section)
    {
        var settings = Activator.CreateInstance(type)!;
        try
        {
            section.Bind(settings);
        }
        catch (InvalidOperationException e)
        {
            // The binder's own message quotes the value, which may be a secret.
            throw new PluginProblem(
                PluginCodes.Settings, $"The setting {KeyToBlame(type, section)} has a value of the wrong kind. Correct it, or leave it out.", e);
        }

        var faults = new List<ValidationResult>();
        if (Validator.TryValidateObject(settings, new(settings), faults, validateAllProperties: true)) return settings;
        var reasons = faults.Select(fault => $"{section.Path}:{string.Join(',', fault.MemberNames)}: {fault.ErrorMessage}");
        throw new PluginProblem(PluginCodes.Settings, $"Its settings are not valid. Correct {string.Join(' ', reasons)}");
    }

    private static string KeyToBlame(Type type, IConfigurationSection section)
    {
        foreach (var property in type.GetProperties())
        {
            var key = section.GetSection(property.Name);
            try
            {
                key.Get(property.PropertyType);
            }
            catch (InvalidOperationException)
            {
                return key.Path;
            }
        }
        return section.Path;
    }

    private static IConfigurationSection Section(string plugin, IConfiguration configuration) => configuration.GetSection($"Engage:Plugins:{plugin}");
}
