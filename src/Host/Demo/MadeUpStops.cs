using System.Globalization;

namespace Engage.Host.Demo;

/// <summary>Stops and searches of people whom nobody ever met, in a file as an agency might keep it. The same each time.</summary>
internal static class MadeUpStops
{
    public const string From = "2025-04-01";

    public const string Until = "2025-06-30";

    private const int Stops = 2_400;

    // How many of a hundred, and of how many of their searches something came.
    private static readonly (string Ethnicity, int Share, int Found)[] Ethnicities =
        [("White", 45, 31), ("Black", 24, 22), ("Asian", 15, 25), ("Mixed", 8, 24), ("Other", 5, 26), ("", 3, 20)];

    private static readonly (string Age, int Share)[] Ages = [("10-17", 16), ("18-24", 36), ("25-34", 26), ("35 and over", 22)];

    private static readonly (string Object, int Share)[] Objects = [("Drugs", 64), ("Weapons", 18), ("Stolen goods", 14), ("Tools for burglary", 4)];

    private static readonly (string Result, int Share)[] Results = [("Arrest", 48), ("Warning", 34), ("Penalty notice", 13), ("Summons", 5)];

    public static IEnumerable<string> Rows()
    {
        var random = new Random(20250401);
        var first = DateOnly.Parse(From, CultureInfo.InvariantCulture);
        yield return "Stop no.,Date,Ethnicity,Age,Gender,Searched for,Result";
        for (var stop = 1; stop <= Stops; stop++)
        {
            var day = first.AddDays((stop - 1) * 91 / Stops).ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
            // A few of a group so small that its counts are withheld.
            var (ethnicity, _, found) = stop % 800 == 0 ? ("Pacific", 0, 50) : Pick(random, Ethnicities, each => each.Share);
            var age = Pick(random, Ages, each => each.Share).Age;
            var gender = random.Next(100) < 11 ? "F" : "M";
            var searched = Pick(random, Objects, each => each.Share).Object;
            var result = random.Next(100) < found ? Pick(random, Results, each => each.Share).Result : "Nothing found";
            yield return $"{stop},{day},{ethnicity},{age},{gender},{searched},{result}";
        }
    }

    private static T Pick<T>(Random random, T[] from, Func<T, int> share)
    {
        var left = random.Next(from.Sum(share));
        return from.First(each => (left -= share(each)) < 0);
    }
}
