using static Engage.Plugins.AdvisoryBoards.TestBoard;

namespace Engage.Plugins.AdvisoryBoards;

/// <summary>The register of interests.</summary>
public sealed class DeclaringConflicts
{
    private static readonly Guid Id = Guid.CreateVersion7(), Conflict = Guid.CreateVersion7();
    private static readonly Board Board = With().Serving(Id, Ann, Began);
    private static readonly Board Declared = Board.After(new ConflictDeclared(Conflict, Id, InterestKind.Family, Personal.Of(Ann, "My sister is an officer."), new(2024, 1, 1)));
    private static readonly Actor Self = new(Ann, "Ann", [], [BoardPermissions.TakePart]);
    private static readonly Actor Clerk = new(new("cleo"), "Cleo", [], [BoardPermissions.TakePart, BoardPermissions.Clerk]);
    private static readonly Actor Another = new(Ben, "Ben", [], [BoardPermissions.TakePart, BoardPermissions.Appoint]);

    private static Decided Declaring(Board board, Actor actor, DateOnly? on = null, string interest = " My sister is an officer. ") =>
        Given.State(board).When(each => DeclareConflict.Decide(each, each.Member(Id), new(Id, InterestKind.Family, interest, on), Conflict, actor, Today));

    private static Decided Ending(Board board, Actor actor, DateOnly? on = null, Guid? conflict = null) =>
        Given.State(board).When(each => EndConflict.Decide(each, each.Member(Id), new(Id, conflict ?? Conflict, on), actor, Today));

    [Fact]
    public void Members_declare_for_themselves_and_the_clerk_for_them()
    {
        foreach (var actor in new[] { Self, Clerk }) Declaring(Board, actor).Then(new ConflictDeclared(Conflict, Id, InterestKind.Family, Personal.Of(Ann, "My sister is an officer."), Today));
        Declaring(Board, Another).ThenRefused("advisory-boards.not-yourself");
        Ending(Declared, Another).ThenRefused("advisory-boards.not-yourself");
    }

    [Fact]
    public void Only_the_clerk_says_that_it_was_on_another_day()
    {
        // Otherwise an interest is declared «in time» after the vote, or was none when it was taken.
        foreach (var day in new[] { Today.AddDays(-1), Today.AddDays(1) })
        {
            Declaring(Board, Self, day).ThenRefused("advisory-boards.clerk-only");
            Ending(Declared, Self, day).ThenRefused("advisory-boards.clerk-only");
        }
        Declaring(Board, Self, Today).Then(new ConflictDeclared(Conflict, Id, InterestKind.Family, Personal.Of(Ann, "My sister is an officer."), Today));
        Declaring(Board, Clerk, Today.AddDays(-1)).Then(new ConflictDeclared(Conflict, Id, InterestKind.Family, Personal.Of(Ann, "My sister is an officer."), Today.AddDays(-1)));
        Ending(Declared, Clerk, Today.AddDays(-1)).Then(new ConflictEnded(Conflict, Today.AddDays(-1)));
    }

    [Fact]
    public void A_nominee_declares_before_they_are_confirmed() => Declaring(With().After(Nominated(Id, Ann, account: Ann)), Self)
        .Then(new ConflictDeclared(Conflict, Id, InterestKind.Family, Personal.Of(Ann, "My sister is an officer."), Today));

    [Fact]
    public void The_register_holds_what_was_not_ended_of_those_who_are_on_the_board()
    {
        Interests.On(Declared, new(2023, 12, 31)).ShouldBeEmpty();
        Interests.On(Declared, new(2024, 1, 1)).Single().Id.ShouldBe(Conflict);
        var ended = Declared.After(new ConflictEnded(Conflict, new(2025, 1, 1)));
        Interests.On(ended, new(2024, 12, 31)).Single().Id.ShouldBe(Conflict);
        Interests.On(ended, new(2025, 1, 1)).ShouldBeEmpty();
        Interests.On(Declared.After(new MemberResigned(Id, new(2024, 6, 30))), new(2024, 7, 1)).ShouldBeEmpty();
    }

    [Fact]
    public void What_cannot_be_declared_is_refused()
    {
        Declaring(Board, Self, interest: " ").ThenRefused("engage.empty-text");
        Declaring(Board, Self, interest: new('a', 2_001)).ThenRefused("engage.text-too-long");
        Declaring(Board, Clerk, Today.AddDays(1)).ThenRefused("advisory-boards.day");
        Declaring(Board, Clerk, Began.AddDays(-1)).ThenRefused("advisory-boards.day");
        Declaring(Board.After(new MemberResigned(Id, new(2025, 1, 1))), Self).ThenRefused("advisory-boards.not-in-office");
        Declaring(Board.After(Enumerable.Range(0, 100).Select(_ => new ConflictDeclared(Guid.NewGuid(), Id, InterestKind.Other, Personal.Of(Ann, "I"), Began))), Self).ThenRefused("advisory-boards.too-many-conflicts");
    }

    [Fact]
    public void An_interest_ends_once_and_not_before_it_was_declared()
    {
        Ending(Declared, Clerk, new(2025, 1, 1)).Then(new ConflictEnded(Conflict, new(2025, 1, 1)));
        Ending(Declared, Self).Then(new ConflictEnded(Conflict, Today));
        Ending(Declared, Clerk, new(2023, 12, 31)).ThenRefused("advisory-boards.day");
        Ending(Declared, Self, conflict: Guid.NewGuid()).ThenRefused("engage.not-found");
        Ending(Declared.After(new ConflictEnded(Conflict, Today)), Self).ThenRefused("advisory-boards.unchanged");
    }
}
