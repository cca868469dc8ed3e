namespace TestPlugins;

public static class Shared
{
    public static string Text => "version 1";
}
