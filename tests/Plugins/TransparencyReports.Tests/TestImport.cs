using System.Text;

namespace Engage.Plugins.TransparencyReports;

/// <summary>A run of an import without the command line, and what it told.</summary>
public sealed class TestImport : ImportRun
{
    private readonly ReportFixture _reports;

    private TestImport(ReportFixture reports) => _reports = reports;

    public List<string> Said { get; } = [];

    public List<(long Line, string Reason)> Rejected { get; } = [];

    public List<(string What, int Done, int Total)> Shown { get; } = [];

    /// <summary>Called each time when the run shows how far it has come.</summary>
    public Action<string>? Showing { get; set; }

    public static string Mappings { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, "plugins", "Engage.Plugins.TransparencyReports", "Mappings");

    /// <summary>Imports a file that lies on the disk.</summary>
    public static async Task<TestImport> Of(ReportFixture reports, string path, string mapping, Action<string>? showing = null)
    {
        var run = new TestImport(reports) { Path = path, Agency = new(Agency.Default), Showing = showing };
        await new DatasetImporter { Mapping = mapping }.Import(run, CancellationToken.None);
        return run;
    }

    /// <summary>Imports the bytes of a file by the text of a mapping.</summary>
    public static async Task<TestImport> Of(ReportFixture reports, byte[] file, string mapping, Action<string>? showing = null)
    {
        using var folder = new Folder();
        return await Of(reports, folder.File("stops.csv", file), folder.File("mapping.json", Encoding.UTF8.GetBytes(mapping)), showing);
    }

    public static Task<TestImport> OfText(ReportFixture reports, string file, string mapping, Action<string>? showing = null) =>
        Of(reports, Encoding.UTF8.GetBytes(file), mapping, showing);

    public override Marten.IDocumentSession OpenSession() => _reports.Session();

    public override void Progress(string what, int done, int total)
    {
        Shown.Add((what, done, total));
        Showing?.Invoke(what);
    }

    public override void Reject(string file, long line, string reason) => Rejected.Add((line, reason));

    public override void Say(string text) => Said.Add(text);

    private sealed class Folder : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("engage-import-");

        public string File(string name, byte[] bytes)
        {
            var path = System.IO.Path.Combine(_folder.FullName, name);
            System.IO.File.WriteAllBytes(path, bytes);
            return path;
        }

        public void Dispose() => _folder.Delete(recursive: true);
    }
}
