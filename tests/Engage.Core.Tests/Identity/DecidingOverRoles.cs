namespace Engage.Identity;

public sealed class DecidingOverRoles
{
    private static readonly DeclaredPermissions Declared = new([
        new("ideas.submit", "Submit", [Roles.Resident]), new("ideas.delete", "Delete", [Roles.Moderator]), new(IdentityPermissions.ManageRoles, "Manage", [Roles.Administrator])]);

    private static readonly RolePermissions AsDeclared = new(Declared, []);
    private static readonly Actor Admin = Holding([Roles.Administrator], IdentityPermissions.ManageRoles);
    private static readonly Actor Clerk = Holding(["clerk"], IdentityPermissions.ManageRoles, "ideas.submit");
    private static readonly Guid Ada = Guid.NewGuid();

    [Fact]
    public void An_administrator_grants_what_they_do_not_hold() =>
        Given.State<Grant?>(null).When(grant => GrantRole.Decide(grant, new(Ada, Roles.Moderator, " She knows the rules. "), Admin, AsDeclared))
            .Then(new RoleGranted(Ada, Roles.Moderator, Personal.Of(new(Ada.ToString()), "She knows the rules.")));

    [Fact]
    public void Anybody_else_grants_no_more_than_they_may_do_themselves()
    {
        Given.State<Grant?>(null).When(grant => GrantRole.Decide(grant, new(Ada, Roles.Resident), Clerk, AsDeclared)).Then(new RoleGranted(Ada, Roles.Resident, null));
        Given.State<Grant?>(null).When(grant => GrantRole.Decide(grant, new(Ada, Roles.Moderator), Clerk, AsDeclared)).ThenRefused("engage.not-yours-to-give");
        Given.State<Grant?>(null).When(grant => RevokeRole.Decide(grant, new(Ada, Roles.Moderator), Clerk, AsDeclared)).ThenRefused("engage.not-yours-to-give");
    }

    [Fact]
    public void Who_may_all_that_administrators_may_is_still_none_and_makes_none()
    {
        Given.State<Grant?>(null).When(grant => GrantRole.Decide(grant, new(Ada, Roles.Administrator), Clerk, AsDeclared)).ThenRefused("engage.not-yours-to-give");
        Given.State<Grant?>(null).When(grant => RevokeRole.Decide(grant, new(Ada, Roles.Administrator), Clerk, AsDeclared)).ThenRefused("engage.not-yours-to-give");
    }

    [Fact]
    public void No_administrator_takes_the_role_from_themselves()
    {
        Given.State<Grant?>(null).When(grant => RevokeRole.Decide(grant, new(Guid.Parse(Admin.Id.Value), Roles.Administrator), Admin, AsDeclared)).ThenRefused("engage.own-administrator");
        Given.State<Grant?>(null).When(grant => RevokeRole.Decide(grant, new(Ada, Roles.Administrator), Admin, AsDeclared)).Then(new RoleRevoked(Ada, Roles.Administrator, null));
    }

    [Fact]
    public void What_holds_already_is_not_decided_again()
    {
        Given.State<Grant?>(Decided(held: true)).When(grant => GrantRole.Decide(grant, new(Ada, Roles.Resident), Admin, AsDeclared)).ThenRefused("engage.role-unchanged");
        Given.State<Grant?>(Decided(held: false)).When(grant => RevokeRole.Decide(grant, new(Ada, Roles.Resident), Admin, AsDeclared)).ThenRefused("engage.role-unchanged");
        Given.State<Grant?>(Decided(held: false)).When(grant => GrantRole.Decide(grant, new(Ada, Roles.Resident), Admin, AsDeclared)).Then(new RoleGranted(Ada, Roles.Resident, null));
    }

    [Theory]
    [InlineData("wizard")]
    [InlineData("")]
    [InlineData("Resident")]
    public void A_role_that_the_agency_does_not_know_is_refused(string role)
    {
        Given.State<Grant?>(null).When(grant => GrantRole.Decide(grant, new(Ada, role), Admin, AsDeclared)).ThenRefused("engage.unknown-role");
        Given.State<Grant?>(null).When(grant => RevokeRole.Decide(grant, new(Ada, role), Admin, AsDeclared)).ThenRefused("engage.unknown-role");
    }

    [Fact]
    public void A_role_of_the_agencys_own_is_made_by_saying_what_it_allows() =>
        Given.State<RoleDefinition?>(null).When(role => Define(role, "youth-council", Admin, "ideas.submit", "ideas.delete", "ideas.submit"))
            .Then(new PermissionsOfRoleDefined("youth-council", ["ideas.delete", "ideas.submit"]));

    [Theory]
    [InlineData("Youth Council", "ideas.submit", "engage.role-name")]
    [InlineData("youth-council\n", "ideas.submit", "engage.role-name")]
    [InlineData("youth-council", "ideas.fly", "engage.unknown-permission")]
    [InlineData("administrator", "ideas.submit", "engage.locked-out")]
    public void A_role_that_cannot_be_is_refused(string role, string permission, string code) =>
        Given.State<RoleDefinition?>(null).When(known => Define(known, role, Admin, permission)).ThenRefused(code);

    [Fact]
    public void Nobody_adds_to_a_role_what_they_do_not_hold_but_anybody_who_manages_roles_may_take_from_it()
    {
        Given.State<RoleDefinition?>(null).When(role => Define(role, "clerk", Clerk, "ideas.delete")).ThenRefused("engage.not-yours-to-give");
        Given.State<RoleDefinition?>(null).When(role => Define(role, Roles.Moderator, Clerk)).Then(new PermissionsOfRoleDefined(Roles.Moderator, []));
        Given.State<RoleDefinition?>(null).When(role => Define(role, Roles.Administrator, Clerk, IdentityPermissions.ManageRoles)).ThenRefused("engage.not-yours-to-give");
    }

    [Fact]
    public void A_role_that_allows_just_this_already_is_not_defined_again() =>
        Given.State<RoleDefinition?>(new(Guid.NewGuid(), "clerk", ["ideas.submit"])).When(role => Define(role, "clerk", Admin, "ideas.submit")).ThenRefused("engage.role-unchanged");

    [Fact]
    public void What_an_agency_defines_stands_in_place_of_what_is_declared_and_what_no_plugin_declares_any_more_is_left_out()
    {
        var roles = new RolePermissions(Declared, [new(Guid.NewGuid(), Roles.Resident, ["ideas.delete", "gone.away"])]);
        roles.Of([Roles.Resident]).ShouldBe(["ideas.delete"]);
        roles.Of(Roles.Moderator).ShouldBe(["ideas.delete"]);
        roles.SourceOf(Roles.Resident).ShouldBe(PermissionSource.Defined);
        roles.SourceOf(Roles.Moderator).ShouldBe(PermissionSource.Declared);
    }

    [Fact]
    public void Each_role_that_allows_something_is_a_reason_and_one_that_was_revoked_is_none()
    {
        TokenClaims token = new("Ada", [Roles.Resident, Roles.Moderator], ["ideas.submit"]);
        Grant[] grants = [Decided(held: true), Decided(held: false) with { Role = Roles.Moderator }];
        WhyMayQuery.Reasons("ideas.submit", token, grants, AsDeclared).Select(reason => (reason.Role, reason.Source)).ShouldBe(
            [(Roles.Resident, GrantSource.Token), (null, GrantSource.Token), (Roles.Resident, GrantSource.Grant)]);
        WhyMayQuery.Reasons("ideas.delete", token, grants, AsDeclared).ShouldBeEmpty();
    }

    private static PermissionsOfRoleDefined Define(RoleDefinition? known, string role, Actor definer, params string[] permissions) =>
        DefinePermissionsOfRole.Decide(known, new(role, permissions), definer, AsDeclared, Declared);

    private static Grant Decided(bool held) => new(Guid.NewGuid(), Ada, Roles.Resident, held, null, DateTimeOffset.UnixEpoch, null);

    private static Actor Holding(string[] roles, params string[] permissions) => new(new(Guid.NewGuid().ToString()), "Somebody", roles, permissions);
}
