using System.Reflection;
using System.Runtime.Loader;

namespace Engage.Plugins;

/// <summary>Loads the assembly of a plugin into a context of its own, for good. All that Engage knows of McMaster.NETCore.Plugins.</summary>
internal static class PluginLoader
{
    /// <summary>Loads an assembly, everything it references and every type in it, but runs none of its code.</summary>
    public static Assembly Load(string path)
    {
        try
        {
            // What the host has too is taken from the host, so that a session or an actor is of the same type on both sides. All else is the plugin's own.
            var loader = McMaster.NETCore.Plugins.PluginLoader.CreateFromAssemblyFile(path, config => config.PreferSharedTypes = true);
            var assembly = loader.LoadDefaultAssembly();
            // A reference is followed when a method that uses it first runs, which can be weeks after the start.
            var context = AssemblyLoadContext.GetLoadContext(assembly)!;
            foreach (var reference in assembly.GetReferencedAssemblies()) context.LoadFromAssemblyName(reference);
            assembly.GetTypes();
            return assembly;
        }
        catch (BadImageFormatException e)
        {
            throw NotAnAssembly(path, e);
        }
        catch (Exception e)
        {
            throw Missing(e) ?? new PluginProblem(
                PluginCodes.Load, $"It could not be loaded ({e.GetType().Name}); the log says why. {PluginProblem.CopyAnew}", e);
        }
    }

    /// <summary>The version of the assembly in a file; read, not loaded.</summary>
    public static Version VersionOf(string path)
    {
        try
        {
            return AssemblyName.GetAssemblyName(path).Version ?? new();
        }
        catch (BadImageFormatException e)
        {
            throw NotAnAssembly(path, e);
        }
    }

    private static PluginProblem NotAnAssembly(string path, Exception cause) => new(
        PluginCodes.NotAnAssembly, $"'{Path.GetFileName(path)}' is no .NET assembly, or a damaged one. {PluginProblem.CopyAnew}", cause);

    /// <summary>What is missing, where an exception says that something is; otherwise null.</summary>
    public static PluginProblem? Missing(Exception thrown) => thrown switch
    {
        ReflectionTypeLoadException types => types.LoaderExceptions.OfType<Exception>().Select(Missing).OfType<PluginProblem>().FirstOrDefault(),
        FileNotFoundException { FileName: { } file } when NameIn(file) is { } name => Missing(name, thrown),
        FileLoadException { FileName: { } file } when NameIn(file) is { } name => Missing(name, thrown),
        TypeLoadException or MissingMemberException => new(
            PluginCodes.MissingDependency,
            "It needs a type or member that an assembly it was built with does not have here; the log says which. Build it anew.", thrown),
        { InnerException: { } inner } => Missing(inner),
        _ => null
    };

    private static PluginProblem Missing(string name, Exception cause) => new(
        PluginCodes.MissingDependency, $"It needs the assembly {name}, which is not in its folder. {PluginProblem.CopyAnew}", cause);

    // Of an assembly that was looked for by name ("CsvHelper, Version=33.0.0.0, Culture=neutral, ..."). Any other file is the plugin's own affair.
    private static string? NameIn(string file) =>
        file.IndexOf(", Culture=", StringComparison.Ordinal) is > 0 and var end ? file[..end].Replace(", Version=", " ") : null;
}
