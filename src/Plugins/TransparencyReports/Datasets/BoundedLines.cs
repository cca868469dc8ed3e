namespace Engage.Plugins.TransparencyReports;

/// <summary>A text whose lines are bounded: a reader of rows would hold one of any length in memory as a whole.</summary>
internal sealed class BoundedLines(TextReader text) : TextReader
{
    private long _line = 1;
    private int _length;

    public override int Read(char[] buffer, int index, int count)
    {
        var read = text.Read(buffer, index, count);
        var rest = buffer.AsSpan(index, read);
        for (var end = rest.IndexOfAny('\n', '\r'); end >= 0; end = rest.IndexOfAny('\n', '\r'))
        {
            Grow(end);
            _length = 0;
            if (rest[end] == '\n') _line++;
            rest = rest[(end + 1)..];
        }
        Grow(rest.Length);
        return read;
    }

    private void Grow(int letters)
    {
        if ((_length += letters) > DataFile.LongestLine) throw DataFile.Unreadable(_line, $"has more than {DataFile.LongestLine:N0} characters");
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) text.Dispose();
        base.Dispose(disposing);
    }
}
