using System.Text.RegularExpressions;
using CsCheck;

namespace Engage.Identity;

public sealed class NamingPseudonyms
{
    private static readonly byte[] Secret = new byte[32];

    [Fact]
    public void Every_pseudonym_has_a_friendly_name() =>
        Gen.Guid.Sample(id => Regex.IsMatch(Pseudonyms.NameOf(id), "^[A-Z][a-z]+ [A-Z][a-z]+ [1-9][0-9]$") && Pseudonyms.NameOf(id) == Pseudonyms.NameOf(id));

    [Fact]
    public void A_pseudonym_is_one_of_its_person_agency_thread_and_secret() =>
        Gen.Select(Gen.Guid, Gen.Guid, Gen.Guid).Where(ids => ids.Item1 != ids.Item2).Sample((ada, bo, thread) =>
        {
            Agency north = new("north"), south = new("south");
            var one = Pseudonyms.Of(Secret, north, ada.ToString(), thread);
            Guid[] others =
            [
                Pseudonyms.Of(Secret, north, bo.ToString(), thread), Pseudonyms.Of(Secret, south, ada.ToString(), thread), Pseudonyms.Of(Secret, north, ada.ToString(), null),
                Pseudonyms.Of([1, .. Secret[1..]], north, ada.ToString(), thread)
            ];
            return one == Pseudonyms.Of(Secret, north, ada.ToString(), thread) && one.Version == 8 && others.All(other => other != one);
        });
}
