using System.Text;

namespace Engage.Plugins.TransparencyReports;

public sealed class DividingByCounts
{
    private static readonly DateOnly From = new(2026, 1, 1);
    private static readonly DateOnly Until = new(2026, 1, 10);

    [Fact]
    public void What_happened_is_added_up_where_it_lies_within_the_period()
    {
        var calls = Of("from 2025-12-01 until 2025-12-31 count 7", "from 2026-01-01 until 2026-01-05 count 10", "from 2026-01-06 until 2026-01-10 count 20", "from 2026-01-06 until 2026-01-11 count 40");
        calls.Of("calls", [], From, Until).ShouldBe(30);
    }

    [Fact]
    public void Where_some_days_of_the_period_are_not_counted_nothing_is_divided()
    {
        var calls = Of("from 2026-01-01 until 2026-01-05 count 10", "from 2026-01-07 until 2026-01-10 count 20");
        calls.Of("calls", [], From, Until).ShouldBeNull();
        calls.Of("calls", [], From, new(2026, 1, 5)).ShouldBe(10);
        calls.Of("calls", [], From, new(2026, 1, 4)).ShouldBeNull();
        calls.Of("calls", [], new(2026, 1, 6), Until).ShouldBeNull();
        Of("from 2026-01-01 until 2026-01-10 count 10", "from 2026-01-01 until 2026-01-10 count 20").Of("calls", [], From, Until).ShouldBeNull();
    }

    [Fact]
    public void What_holds_until_the_next_count_is_averaged_over_the_days()
    {
        var residents = Of("from 2020-01-01 count 100", "from 2026-01-06 count 200");
        residents.Of("calls", [], From, Until).ShouldBe(150);
        residents.Of("calls", [], From, From).ShouldBe(100);
        residents.Of("calls", [], Until, Until).ShouldBe(200);
        residents.Of("calls", [], new(2019, 1, 1), new(2019, 12, 31)).ShouldBeNull();
        // Of the days before the first count nothing is known, and they are left out.
        residents.Of("calls", [], new(2019, 12, 31), new(2020, 1, 1)).ShouldBe(100);
    }

    [Fact]
    public void A_group_is_divided_by_its_own_and_the_total_by_all_of_one_kind_of_rows()
    {
        var residents = Of(
            "from 2020-01-01 count 50 ethnicity WHITE gender FEMALE", "from 2020-01-01 count 40 ethnicity WHITE gender MALE", "from 2020-01-01 count 8 ethnicity BLACK gender MALE",
            "from 2020-01-01 count 99 ethnicity WHITE", "from 2020-01-01 count 11 ethnicity BLACK");
        residents.Of("calls", [], From, Until).ShouldBe(110);
        residents.Of("calls", [new("ethnicity", "WHITE")], From, Until).ShouldBe(99);
        residents.Of("calls", [new("gender", "MALE")], From, Until).ShouldBe(48);
        residents.Of("calls", [new("ethnicity", "WHITE"), new("gender", "MALE")], From, Until).ShouldBe(40);
        residents.Of("calls", [new("ethnicity", Tables.NotRecorded)], From, Until).ShouldBeNull();
        residents.Of("calls", [new("area", "North")], From, Until).ShouldBeNull();
        residents.Of("officers", [], From, Until).ShouldBeNull();
    }

    [Fact]
    public void A_corrected_count_takes_the_place_of_the_one_before()
    {
        var denominators = Empty();
        Add(denominators, 1, "from 2020-01-01 count 100");
        Add(denominators, 1, "from 2020-01-01 count 120");
        denominators.Of("calls", [], From, Until).ShouldBe(120);
    }

    private static Denominators Of(params string[] rows)
    {
        var denominators = Empty();
        foreach (var (i, row) in rows.Index()) Add(denominators, i, row);
        return denominators;
    }

    private static Denominators Empty() => new(DatasetAt.Of(Guid.NewGuid(), [
        (1, new DatasetDescribed("calls", "Calls", "Made up.", null, "Nobody", "CC0-1.0", DatasetAccess.Open, "{}", "")),
        (2, new ImportBegun(Guid.Empty, "calls.csv", "", "", DateTimeOffset.UnixEpoch)),
        (3, new ImportCompleted(Guid.Empty, 1, 1, 0, 0, 0, DateTimeOffset.UnixEpoch))], 3)!);

    private static void Add(Denominators denominators, int key, string row)
    {
        var values = string.Join(", ", $"of calls {row}".Split(' ').Chunk(2).Select(pair => $"\"{pair[0]}\": \"{pair[1]}\""));
        var stored = new StoredEvent(Guid.NewGuid(), 1, Guid.Empty, RecordEvent.Added, Encoding.UTF8.GetBytes($"{{\"key\": \"{new Guid(key + 1, 0, 0, new byte[8])}\", \"table\": \"Denominators\", \"values\": {{ {values} }} }}"));
        RecordEvent.TryRead(stored, out var table, out var id, out var reader).ShouldBeTrue();
        table.ShouldBe(DatasetTable.Denominators);
        denominators.Add(stored, id, ref reader);
    }
}
