namespace Engage.Plugins;

/// <summary>Puts one plugin aside; the others go on.</summary>
/// <param name="code">One of <see cref="PluginCodes"/>.</param>
/// <param name="message">What is wrong and what mends it. Shown to whoever may list the plugins, so nothing that a plugin threw is quoted in it.</param>
/// <param name="cause">What was thrown, for the log.</param>
internal sealed class PluginProblem(string code, string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>The mend for whatever went wrong between the plugin's build and its folder.</summary>
    public const string CopyAnew = "Build the plugin anew and copy the whole output, plugin.json included.";

    public string Code { get; } = code;
}
