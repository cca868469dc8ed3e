namespace Engage.Plugins.Forums;

public sealed class HidingSmallGroups
{
    [Theory]
    [InlineData("20 10 5", 40, "20 10 5")]
    [InlineData("20 10 4", 60, "20 10 -")]
    [InlineData("20 10 4", 34, "- - -")]
    [InlineData("20 10 3 2", 35, "20 10 - -")]
    [InlineData("20 3", 23, "- -")]
    [InlineData("20 3", 40, "- -")]
    [InlineData("4 3", 7, "- -")]
    [InlineData("5 5", 10, "5 5")]
    [InlineData("12", 14, "12")]
    [InlineData("3", 3, "-")]
    public void A_group_of_fewer_than_five_is_hidden_and_cannot_be_found_by_taking_the_others_away(string sizes, int participants, string shown)
    {
        int[] all = [.. sizes.Split(' ').Select(int.Parse)];
        string.Join(' ', DeliberationAnalysis.Shown(all, participants).Zip(all, (seen, size) => seen ? $"{size}" : "-")).ShouldBe(shown);
    }
}
