namespace Engage.Processes;

/// <summary>A deliberation as an export holds it, in a folder that a test may change.</summary>
internal sealed class Export : IDisposable
{
    /// <summary>
    /// Six made-up statements, the fifth moderated out and the second of two lines; five people, one of whom changes a vote and one of whom casts one twice.
    /// </summary>
    public const string Station = "station-forecourt";

    public static string Fixtures { get; } = System.IO.Path.Combine(Deployment.Repository, "tests", "Engage.Host.Tests", "Process", "Fixtures");

    public Export(string fixture = Station)
    {
        foreach (var file in Directory.GetFiles(System.IO.Path.Combine(Fixtures, fixture))) File.Copy(file, In(System.IO.Path.GetFileName(file)));
    }

    public string Path { get; } = Directory.CreateTempSubdirectory("engage-export-").FullName;

    /// <summary>Replaces what stands once in a line, counted from 1.</summary>
    public Export Change(string file, int line, string text, string replacement)
    {
        var lines = File.ReadAllLines(In(file));
        lines[line - 1].Split(text).Length.ShouldBe(2, $"{file}:{line}");
        lines[line - 1] = lines[line - 1].Replace(text, replacement);
        File.WriteAllLines(In(file), lines);
        return this;
    }

    public Export Append(string file, string text)
    {
        File.AppendAllText(In(file), text);
        return this;
    }

    public Export Write(string file, string text)
    {
        File.WriteAllText(In(file), text);
        return this;
    }

    public Export Delete(string file)
    {
        File.Delete(In(file));
        return this;
    }

    /// <summary>
    /// The rows of a file, each by the names of its columns. Written for the tests, so that the reader of the importer is not checked against itself.
    /// </summary>
    public static List<Dictionary<string, string>> Rows(string file)
    {
        var (rows, fields, field, quoted) = (new List<List<string>>(), new List<string>(), "", false);
        foreach (var letter in File.ReadAllText(file).ReplaceLineEndings("\n"))
        {
            if (letter == '"') quoted = !quoted;
            else if (letter is ',' or '\n' && !quoted)
            {
                fields.Add(field);
                field = "";
                if (letter == ',') continue;
                rows.Add(fields);
                fields = [];
            }
            else field += letter;
        }
        return [.. rows.Skip(1).Select(row => rows[0].Zip(row).ToDictionary(pair => pair.First, pair => pair.Second))];
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private string In(string file) => System.IO.Path.Combine(Path, file);
}
