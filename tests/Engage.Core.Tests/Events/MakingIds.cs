using CsCheck;

namespace Engage.Events;

public sealed class MakingIds
{
    private static readonly Gen<DateTimeOffset> Moments = Gen.Long[0, 4_000_000_000_000].Select(DateTimeOffset.FromUnixTimeMilliseconds);

    [Fact]
    public void The_same_source_gives_the_same_id_and_another_source_another() => Gen.Select(Moments, Gen.String, Gen.String).Sample((at, one, other) =>
        StreamId.From(at, one) == StreamId.From(at, one) && (one == other || (StreamId.From(at, one) != StreamId.From(at, other) && StreamId.Of(one) != StreamId.Of(other))));

    [Fact]
    public void Parts_of_a_source_do_not_run_into_each_other() => Gen.Select(Gen.String[1, 10], Gen.String[1, 10]).Sample((one, other) =>
        StreamId.Of(one, other) != StreamId.Of(one + other) && StreamId.Of(one, other) != StreamId.Of(one + other, ""));

    [Fact]
    public void Ids_stand_in_the_order_of_their_times() => Gen.Select(Moments, Moments, Gen.String).Sample((earlier, later, source) =>
        earlier >= later || string.CompareOrdinal(StreamId.From(earlier, source).ToString(), StreamId.From(later, source).ToString()) < 0);

    [Fact]
    public void Ids_are_UUIDs_of_the_versions_they_say() => Gen.Select(Moments, Gen.String).Sample((at, source) =>
        StreamId.From(at, source).Version == 7 && StreamId.Of(source).Version == 8 && (StreamId.From(at, source).Variant & 0xC) == 8 && (StreamId.Of(source).Variant & 0xC) == 8);
}
