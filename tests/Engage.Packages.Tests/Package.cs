using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace Engage.Packages;

/// <summary>A packed package, or its symbols, as somebody who downloads it sees it.</summary>
internal sealed class Package : IDisposable
{
    private readonly ZipArchive _files;

    private Package(string id, string file)
    {
        _files = ZipFile.OpenRead(file);
        using var nuspec = _files.GetEntry($"{id}.nuspec")!.Open();
        Metadata = XDocument.Load(nuspec).Root!.Elements().Single();
    }

    /// <summary>What the nuspec says.</summary>
    public XElement Metadata { get; }

    public IEnumerable<XElement> Dependencies => Metadata.Descendants().Where(element => element.Name.LocalName == "dependency");

    public static Package Of(Outside outside, string id) => new(id, Path.Combine(outside.Feed, $"{id}.{outside.Version}.nupkg"));

    public static Package SymbolsOf(Outside outside, string id) => new(id, Path.Combine(outside.Feed, $"{id}.{outside.Version}.snupkg"));

    public XElement? Says(string name) => Metadata.Elements().SingleOrDefault(element => element.Name.LocalName == name);

    public XElement DependencyOn(string id) => Dependencies.Single(dependency => dependency.Attribute("id")!.Value == id);

    public string Text(string path)
    {
        using var reader = new StreamReader(Open(path));
        return reader.ReadToEnd();
    }

    /// <summary>The names of what is embedded in an assembly.</summary>
    public IReadOnlyList<string> Resources(string path)
    {
        using var assembly = new PEReader(Open(path));
        var reader = assembly.GetMetadataReader();
        return [.. reader.ManifestResources.Select(resource => reader.GetString(reader.GetManifestResource(resource).Name))];
    }

    /// <summary>Which symbols an assembly was built with.</summary>
    public Guid SymbolsId(string path)
    {
        using var assembly = new PEReader(Open(path));
        return assembly.ReadCodeViewDebugDirectoryData(assembly.ReadDebugDirectory().Single(entry => entry.Type is DebugDirectoryEntryType.CodeView)).Guid;
    }

    /// <summary>Which assembly symbols belong to.</summary>
    public Guid AssemblyId(string path)
    {
        using var symbols = MetadataReaderProvider.FromPortablePdbStream(Open(path));
        return new BlobContentId(symbols.GetMetadataReader().DebugMetadataHeader!.Id).Guid;
    }

    public void Dispose() => _files.Dispose();

    private MemoryStream Open(string path)
    {
        var file = _files.GetEntry(path);
        file.ShouldNotBeNull($"The package has no {path}. It has: {string.Join(", ", _files.Entries.Select(entry => entry.FullName))}");
        using var content = file.Open();
        var memory = new MemoryStream();
        content.CopyTo(memory);
        memory.Position = 0;
        return memory;
    }
}
