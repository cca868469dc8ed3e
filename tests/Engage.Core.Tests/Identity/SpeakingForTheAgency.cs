namespace Engage.Identity;

public sealed class SpeakingForTheAgency
{
    private static readonly Actor Everything = new(new("sam"), "Sam", [.. Roles.All, "partner"], []);

    [Fact]
    public void Staff_officers_and_moderators_speak_for_the_agency_and_nobody_else_whatever_they_hold() =>
        Everything.Roles.Where(role => Speaks(role, Everything)).ShouldBe([Roles.Staff, Roles.Officer, Roles.Moderator], ignoreOrder: true);

    [Fact]
    public void Nobody_speaks_in_a_role_that_they_do_not_hold()
    {
        var officer = new Actor(new("olu"), "Olu", [Roles.Officer, Roles.Resident], []);
        HeldRole.OfTheAgency.Where(role => Speaks(role, officer)).ShouldBe([Roles.Officer]);
        var refusal = Should.Throw<Refusal>(() => HeldRole.Checked(Roles.Staff, officer, "inRole"));
        (refusal.Code, refusal.Field).ShouldBe(("engage.role-not-held", "inRole"));
    }

    private static bool Speaks(string role, Actor actor)
    {
        try
        {
            return HeldRole.Checked(role, actor, "inRole") == role;
        }
        catch (Refusal)
        {
            return false;
        }
    }
}
