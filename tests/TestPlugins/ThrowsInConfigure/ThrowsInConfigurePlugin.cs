using System.Runtime.CompilerServices;

[assembly: EngagePlugin("throws-in-configure", "Throws in Configure", "Fails in whichever way the file fault.txt beside it says.")]

namespace ThrowsInConfigure;

public sealed class ThrowsInConfigurePlugin : Plugin
{
    public override void Configure(PluginBuilder plugin)
    {
        switch (Fault.Kind)
        {
            case "static constructor":
                RuntimeHelpers.RunClassConstructor(typeof(BadStaticConstructor).TypeHandle);
                break;
            case "hostile exception":
                throw new HostileException();
            case "bad name":
                plugin.Permission("of-somebody-else.act", "Act as another plugin");
                break;
            case "twice":
                plugin.Event<Something>("something").Event<Something>("something-else");
                break;
            default:
                throw new InvalidOperationException("The password is hunter2.");
        }
    }
}

public sealed record Something;

internal static class Fault
{
    public static string Kind
    {
        get
        {
            var file = Path.Combine(Path.GetDirectoryName(typeof(Fault).Assembly.Location)!, "fault.txt");
            return File.Exists(file) ? File.ReadAllText(file) : "";
        }
    }

#pragma warning disable CA2255 // A plugin may have one, and this is what the host has to bear.
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Initialize()
    {
        if (Kind == "module initializer") throw new InvalidOperationException("The password is hunter2.");
    }
}

internal static class BadStaticConstructor
{
    static BadStaticConstructor() => throw new InvalidOperationException("The password is hunter2.");
}

internal sealed class HostileException : Exception
{
    public override string Message => throw new InvalidOperationException();
    public override string ToString() => throw new InvalidOperationException();
    public override Exception GetBaseException() => throw new InvalidOperationException();
}
