// Compiled by MSBuild when a plugin is built, against .NET Standard and without any package; no part of Engage.Abstractions.dll.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

/// <summary>Writes plugin.json from what an assembly's [assembly: EngagePlugin] says; an empty file where it has none.</summary>
public sealed class WriteEngagePluginManifest : Task
{
    // What the host has and hands to every plugin. A second copy would hold the same types anew, and they would fit nothing of the host's.
    private static readonly Regex Shared = new Regex(
        @"^(Engage\.(Abstractions|AspNetCore|Core|Testing)|Marten|JasperFx(\..+)?|Weasel\..+|Npgsql|(Patched\.)?DistributedLock\..+)$",
        RegexOptions.IgnoreCase);

    [Required] public string Assembly { get; set; }
    [Required] public ITaskItem[] References { get; set; }
    [Required] public string Version { get; set; }
    [Required] public string Manifest { get; set; }
    public ITaskItem[] CopyLocal { get; set; } = new ITaskItem[0];
    public string Range { get; set; }

    public override bool Execute()
    {
        // The assembly is read, never run. MSBuild has the reader with it, but lets inline tasks reference .NET Standard only.
        var paths = References.Select(reference => reference.ItemSpec).ToList();
        using (var context = (IDisposable)New("MetadataLoadContext", New("PathAssemblyResolver", paths), null))
        {
            Func<string, string, IList<CustomAttributeTypedArgument>> read = (path, attribute) =>
                ((Assembly)context.GetType().GetMethod("LoadFromAssemblyPath").Invoke(context, new object[] { path })).GetCustomAttributesData()
                .FirstOrDefault(data => data.AttributeType.FullName == attribute)?.ConstructorArguments;

            var plugin = read(Assembly, "Engage.EngagePluginAttribute");
            if (plugin == null)
            {
                File.WriteAllText(Manifest, "");
                return true;
            }

            var abstractions = paths.First(path => Path.GetFileName(path) == "Engage.Abstractions.dll");
            var version = (string)read(abstractions, typeof(AssemblyInformationalVersionAttribute).FullName)[0].Value;
            Write(plugin.Select(argument => (string)argument.Value).ToArray(), version);
        }
        return !Log.HasLoggedErrors;
    }

    private void Write(string[] plugin, string abstractions)
    {
        if (!Regex.IsMatch(plugin[0] ?? "", "^(?=.{1,40}$)[a-z][a-z0-9]*(-[a-z0-9]+)*$") || plugin[0] == "engage")
            Error("ENGAGE002", $"'{plugin[0]}' cannot be a plugin's id. "
                + "Use lower case letters and digits, joined by single hyphens, at most 40 characters, and not 'engage'.");

        var copied = CopyLocal.Where(item => item.GetMetadata("Extension") == ".dll").ToArray();
        var names = copied.Select(item => item.GetMetadata("Filename")).Distinct().OrderBy(name => name, StringComparer.Ordinal);
        var shared = names.Where(name => Shared.IsMatch(name)).ToArray();
        if (shared.Length > 0)
            Error("ENGAGE001", $"{string.Join(", ", shared)} would be copied beside the plugin, but the host has them. "
                + "Add ExcludeAssets=\"runtime\" to the reference that brings them, as a rule that of Engage.Abstractions; "
                + "a ProjectReference needs Private=\"false\" too.");

        var range = string.IsNullOrEmpty(Range) ? RangeFrom(abstractions) : Range;
        if (!Regex.IsMatch(range, @"^\[\d+\.\d+\.\d+,\d+\.\d+\.\d+\)$"))
            Error("ENGAGE004", $"EngageAbstractionsRange is '{range}'. Write it as [0.1.0,1.0.0), or leave it out.");
        if (Log.HasLoggedErrors) return;

        var json = new StringBuilder("{\n");
        json.Append($"  \"id\": {Json(plugin[0])},\n  \"name\": {Json(plugin[1])},\n  \"description\": {Json(plugin[2])},\n");
        json.Append($"  \"version\": {Json(Version)},\n  \"assembly\": {Json(Path.GetFileName(Assembly))},\n  \"abstractions\": {Json(range)},\n");
        var dependencies = copied.Select(Dependency).Where(text => text != null).OrderBy(text => text, StringComparer.Ordinal).ToArray();
        json.Append(dependencies.Length == 0 ? "  \"dependencies\": []\n}\n" : $"  \"dependencies\": [\n    {string.Join(",\n    ", dependencies)}\n  ]\n}}\n");
        File.WriteAllText(Manifest, json.ToString());
    }

    // From the version that the plugin was built against to the next major one.
    private static string RangeFrom(string abstractions)
    {
        var version = abstractions.Split('+', '-')[0];
        return $"[{version},{int.Parse(version.Split('.')[0]) + 1}.0.0)";
    }

    private static string Dependency(ITaskItem item)
    {
        try
        {
            var name = AssemblyName.GetAssemblyName(item.ItemSpec);
            if (!string.IsNullOrEmpty(name.CultureName)) return null; // a translation, which is looked for only where somebody wants it
            var file = Path.Combine(item.GetMetadata("DestinationSubDirectory"), Path.GetFileName(item.ItemSpec)).Replace('\\', '/');
            return $"{{ \"assembly\": {Json(name.Name)}, \"version\": {Json(name.Version.ToString())}, \"file\": {Json(file)} }}";
        }
        catch (BadImageFormatException)
        {
            return null; // a native library
        }
    }

    private static string Json(string text) =>
        '"' + Regex.Replace(text ?? "", "[\"\\\\\u0000-\u001f]", match => "\\u" + ((int)match.Value[0]).ToString("x4")) + '"';

    private void Error(string code, string message) => Log.LogError(null, code, null, null, 0, 0, 0, 0, message);

    private static object New(string type, params object[] arguments) =>
        Activator.CreateInstance(Type.GetType($"System.Reflection.{type}, System.Reflection.MetadataLoadContext", true), arguments);
}
