namespace Engage.Plugins;

/// <summary>Puts one plugin aside; the others go on.</summary>
/// <param name="code">One of <see cref="PluginCodes"/>.</param>
/// <param name="message">What is wrong and what mends it. Shown to whoever may list the plugins, so nothing that a plugin threw is quoted in it.</param>
/// <param name="cause">What was thrown, for the log.</param>
internal sealed class PluginProblem(string code, string message, Exception? cause = null) : Exception(message, cause)
{
    public string Code { get; } = code;
}
