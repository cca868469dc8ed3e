using Engage.Privacy;

namespace Engage.Identity;

/// <summary>
/// The ids and names that stand for people who take part under a pseudonym. An id is a keyed hash of the person's id, so it is the same each time and no
/// table ties the two together; who has the database alone, without the deployment's master keys, cannot find the person.
/// </summary>
internal sealed class Pseudonyms(Secrets secrets, Subjects subjects)
{
    private static readonly string[] Kinds =
    [
        "Amber", "Autumn", "Azure", "Brave", "Bright", "Calm", "Careful", "Cheerful", "Clear", "Clever", "Coastal", "Copper", "Coral", "Curious", "Eager", "Early",
        "Evening", "Faithful", "Fair", "Friendly", "Gentle", "Golden", "Grand", "Green", "Happy", "Hardy", "Honest", "Ivory", "Jolly", "Keen", "Kind", "Lively",
        "Lucky", "Mellow", "Merry", "Mild", "Misty", "Morning", "Noble", "Northern", "Patient", "Pearl", "Polite", "Proud", "Quick", "Quiet", "Royal", "Rural",
        "Scarlet", "Silver", "Sincere", "Snowy", "Southern", "Spring", "Steady", "Summer", "Sunny", "Swift", "Tidy", "Upland", "Urban", "Warm", "Winter", "Wise"
    ];

    private static readonly string[] Things =
    [
        "Acorn", "Alder", "Anchor", "Apple", "Aspen", "Badger", "Beacon", "Beaver", "Birch", "Bridge", "Brook", "Canyon", "Cedar", "Clover", "Comet", "Crane",
        "Daisy", "Dolphin", "Eagle", "Elm", "Falcon", "Fern", "Finch", "Fountain", "Garden", "Harbor", "Hazel", "Heron", "Island", "Ivy", "Juniper", "Lake",
        "Lantern", "Lark", "Lily", "Linden", "Lynx", "Maple", "Meadow", "Moon", "Oak", "Orchard", "Osprey", "Otter", "Owl", "Pebble", "Pine", "Poplar",
        "Puffin", "Quail", "River", "Robin", "Rowan", "Salmon", "Sparrow", "Spruce", "Star", "Stone", "Swan", "Thistle", "Tulip", "Valley", "Willow", "Wren"
    ];

    /// <summary>The pseudonym of somebody: everywhere in the agency, or in one thread.</summary>
    public async ValueTask<Guid> Of(Agency agency, string actor, Guid? thread, CancellationToken stop) =>
        Of(await secrets.Get("pseudonyms", stop), agency, actor, thread);

    /// <summary>The number that stands for somebody where a ballot is secret. Of another secret than pseudonyms, so that no unmasking finds it.</summary>
    public async ValueTask<Guid> Secret(Agency agency, string actor, Guid thread, CancellationToken stop) =>
        Of(await secrets.Get("ballots", stop), agency, actor, thread);

    /// <summary>Who goes by a pseudonym; null where nobody does who is still here. Tries everybody in the agency, since nothing leads back.</summary>
    public async Task<Guid?> Find(Agency agency, Guid pseudonym, Guid? thread, CancellationToken stop)
    {
        var secret = await secrets.Get("pseudonyms", stop);
        await foreach (var actor in subjects.All(agency, stop))
            if (Of(secret, agency, actor.ToString(), thread) == pseudonym) return actor;
        return null;
    }

    /// <summary>A name for a pseudonym: the same each time, friendly, and not to be taken for anybody's own. Two may share it, as people do.</summary>
    public static string NameOf(Guid pseudonym)
    {
        var bytes = pseudonym.ToByteArray(bigEndian: true);
        return $"{Kinds[bytes[0] % Kinds.Length]} {Things[bytes[1] % Things.Length]} {10 + ((bytes[2] << 8 | bytes[3]) % 90)}";
    }

    internal static Guid Of(byte[] secret, Agency agency, string actor, Guid? thread) =>
        StreamId.Marked(Subjects.Lookup(secret, agency.Slug, actor, thread?.ToString() ?? ""), version: 8);
}
