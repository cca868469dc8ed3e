using System.Security.Cryptography;

namespace Engage.Plugins.TransparencyReports;

/// <summary>The records behind the rows of a figure: what fixes them, and how long what is timed took.</summary>
internal sealed class RowRecords
{
    private readonly TabulatedFigure _figure;
    private readonly Commitment[] _commitments;
    private readonly List<Wait>[]? _waits;
    private readonly int[]?[] _rowsOf;
    private readonly int _timed = -1;
    private readonly int _lastDay;

    public RowRecords(TabulatedFigure figure, byte[] salt, RecordTable records)
    {
        _figure = figure;
        _commitments = [.. figure.Rows.Select(row => new Commitment(salt, FigureRow.IdOf(figure.Figure.Id, row)))];
        _rowsOf = new int[records.Columns.Profiles.Count][];
        if (figure.Figure.Counted.Between is not { } between) return;
        _timed = records.Columns.TimedBy(between);
        if (between.Open) _lastDay = records.LastDay(figure.Figure.View, _timed);
        _waits = [.. figure.Rows.Select(_ => new List<Wait>())];
    }

    /// <summary>Goes through the records once for all figures.</summary>
    public static void Read(IReadOnlyList<RowRecords> figures, RecordTable records)
    {
        for (var i = 0; i < records.Count; i++)
        {
            ref var record = ref records.At(i);
            foreach (var figure in figures)
                if (record.Set.Views[figure._figure.Figure.View]) figure.Add(records, i, record.EventId, record.Profile);
        }
    }

    public IReadOnlyList<CountedRow> Rows(IReadOnlyList<long> counts, IReadOnlyList<bool> told) => [.. _figure.Rows.Select((group, row) =>
    {
        var (cell, whole) = (_figure.FirstCell + row, _figure.FirstCell + _figure.Rows.Count + row);
        var has = _figure.Figure.Whole is not null;
        return new CountedRow(group, counts[cell], told[cell], has ? counts[whole] : null, has && told[whole], _waits?[row] ?? [], _commitments[row].End());
    })];

    private void Add(RecordTable records, int place, Guid eventId, int profile)
    {
        foreach (var row in _rowsOf[profile] ??= _figure.Counted(records.Columns.Profiles[profile]))
        {
            _commitments[row].Add(eventId);
            if (_waits is null) continue;
            var timed = records.Timed(place, _timed);
            _waits[row].Add(timed >= 0 ? new(timed, true) : new(Math.Max(0, _lastDay - ~timed), false));
        }
    }
}

/// <summary>
/// Fixes which events are behind a row without telling them: SHA-256 of a nonce and the ids of the events in the order of the log. The nonce is the HMAC-SHA256
/// of the row's id under the edition's salt, so that whoever has the salt can open one row or all, and nobody else can guess.
/// </summary>
internal sealed class Commitment
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _buffer = new byte[1024];
    private int _filled;

    public Commitment(byte[] salt, Guid row) => _hash.AppendData(HMACSHA256.HashData(salt, row.ToByteArray(bigEndian: true)));

    public void Add(Guid eventId)
    {
        if (_filled == _buffer.Length) Flush();
        eventId.TryWriteBytes(_buffer.AsSpan(_filled), bigEndian: true, out _);
        _filled += 16;
    }

    public string End()
    {
        Flush();
        using (_hash) return Convert.ToHexStringLower(_hash.GetHashAndReset());
    }

    private void Flush()
    {
        _hash.AppendData(_buffer, 0, _filled);
        _filled = 0;
    }
}
