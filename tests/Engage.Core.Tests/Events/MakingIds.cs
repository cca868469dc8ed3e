using CsCheck;
using Engage.Identity;

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

    [Fact]
    public void What_is_stored_is_found_again_by_ids_that_never_change()
    {
        StreamId.Of("grant", "Zoë", "").ToString().ShouldBe("a1ba5693-04f3-863f-b558-4b0cfd4495fb");
        StreamId.From(DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_000), "polis", "7").ToString().ShouldBe("018bcfe5-6800-7cf8-ad7e-6729c9d7f41d");
        var secret = Enumerable.Range(0, 32).Select(i => (byte)i).ToArray();
        Convert.ToHexStringLower(Subjects.Lookup(secret, "north", "https://login.example", "Zoë")).ShouldBe("d03dae6606891d5740f6ff0844ac0fea918784ee4fdc0515b3e64ba8df6b4602");
        Pseudonyms.Of(secret, new("north"), "7b0c0d1e-0000-4000-8000-000000000001", null).ToString().ShouldBe("065f20a7-f951-81fa-b5be-66e75eab2e19");
        Pseudonyms.Of(secret, new("north"), "7b0c0d1e-0000-4000-8000-000000000001", Guid.Parse("018bcfe5-6800-7000-8000-000000000002")).ToString().ShouldBe("01b4f360-90fd-8124-b12b-5d346c06031e");
    }
}
