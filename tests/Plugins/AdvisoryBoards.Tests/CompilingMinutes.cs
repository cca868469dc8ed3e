using Microsoft.Extensions.DependencyInjection;
using Snapshooter.Xunit;

namespace Engage.Plugins.AdvisoryBoards;

public sealed class CompilingMinutes(BoardFixture boards) : IClassFixture<BoardFixture>
{
    [Fact]
    public void Everything_that_happened_stands_in_them() => Snapshot.Match(MeetingOnPaper.Whole().Markdown());

    [Fact]
    public void Each_voting_member_stands_in_each_roll_call_even_where_they_did_nothing()
    {
        var minutes = MeetingOnPaper.Whole().Minutes();
        var voted = minutes.Items.Append(minutes.OtherBusiness!).SelectMany(item => item.Motions).Where(motion => motion.Motion.Result is not null).ToList();
        voted.Count.ShouldBe(6);
        foreach (var motion in voted) motion.RollCall.Select(each => each.Name).ShouldBe(["Ann", "Ben", "Cem", "a member (Seat 4)", "Eve", "Fay", "Gus"]);
        voted[0].RollCall.Select(each => each.Entry.Mark).ShouldBe([
            RollCallMark.Recused, RollCallMark.Aye, RollCallMark.NotVoting, RollCallMark.NotVoting, RollCallMark.Absent, RollCallMark.Absent, RollCallMark.Absent]);
    }

    [Fact]
    public void Items_stand_in_the_order_that_they_were_taken_in_and_keep_their_numbers()
    {
        var paper = MeetingOnPaper.Short("Ann");
        Guid first = Guid.CreateVersion7(), part = Guid.CreateVersion7(), second = Guid.CreateVersion7(), third = Guid.CreateVersion7();
        paper.Happens(new AgendaSet([
            new(first, null, "One", 9, AgendaKind.Action), new(part, first, "Part", 9, AgendaKind.Action), new(second, null, "Two", 9, AgendaKind.Action), new(third, null, "Three", 9, AgendaKind.Action)],
            MeetingOnPaper.At(1)));
        paper.Happens(new ItemTaken(third, MeetingOnPaper.At(2)), new DiscussionNoted(part, null, "Said.", MeetingOnPaper.At(3)));
        var minutes = paper.Minutes();
        minutes.Items.Select(item => item.Number).ShouldBe(["3", "1.1"]);
        minutes.NotTaken.Select(item => item.Number).ShouldBe(["2"]);
    }

    [Fact]
    public void Who_goes_by_one_name_with_another_is_told_apart_by_the_seat()
    {
        var paper = MeetingOnPaper.Short("Ann", "Ann", "Ben");
        paper.Moves(paper.Members[1], 5, "Rest.", null);
        paper.Moves(paper.Members[2], 6, "Work.", null);
        paper.Minutes().OtherBusiness!.Motions.Select(motion => motion.Mover).ShouldBe(["Ann (Seat 2)", "Ben"]);
    }

    [Fact]
    public void Who_was_erased_keeps_the_mark_and_not_the_reason()
    {
        var paper = MeetingOnPaper.Whole();
        paper.Markdown().ShouldContain("Recused: Ann (Her brother sells them.).");
        foreach (var reason in paper.Reasons.Keys) paper.Reasons[reason] = null;
        paper.Markdown().ShouldContain("Recused: Ann.");
        paper.Markdown().ShouldContain("- Eve (Seat 5): excused\n");
    }

    [Fact]
    public void Titles_and_motions_are_read_in_another_language_as_far_as_they_were_translated()
    {
        var paper = MeetingOnPaper.Whole();
        var (item, motion) = (paper.Meeting.Items[2].Id, paper.Meeting.Motions[0].Id);
        paper.Happens(
            new MeetingTranslated("es", "Sesión de marzo", TranslationStatus.Human, MeetingOnPaper.At(400)),
            new AgendaItemTranslated(item, "es", "Si comprarlas", null, TranslationStatus.Human, MeetingOnPaper.At(400)),
            new MotionTranslated(motion, "es", "Recomendar doce cámaras.", TranslationStatus.Human, MeetingOnPaper.At(400)));
        var spanish = paper.Markdown("es-MX");
        foreach (var translated in new[] { "# Police Advisory Board: Sesión de marzo", "### 1.2: Si comprarlas (", "> Recomendar doce cámaras.", "> Publish the report." }) spanish.ShouldContain(translated);
        paper.Markdown().ShouldContain("# Police Advisory Board: March meeting");
    }

    [Fact]
    public void A_motion_that_no_item_of_the_agenda_announced_says_so_and_with_it_what_would_amend_it()
    {
        var paper = MeetingOnPaper.Short("Ann", "Ben");
        var item = Guid.CreateVersion7();
        paper.Happens(new AgendaSet([new(item, null, "Cameras", 9, AgendaKind.Action)], MeetingOnPaper.At(1)));
        var announced = paper.Moves(paper.Members[0], 2, "Buy them.", item);
        paper.Moves(paper.Members[1], 3, "Buy two.", null, amends: announced);
        var sudden = paper.Moves(paper.Members[0], 4, "Buy a dog.", null);
        var amendment = paper.Moves(paper.Members[1], 5, "Buy a cat.", item, amends: sudden);
        paper.Moves(paper.Members[0], 6, "Buy two cats.", item, amends: amendment);
        var minutes = paper.Minutes();
        minutes.Items.Append(minutes.OtherBusiness!).SelectMany(each => each.Motions).Where(motion => !motion.OnAgenda).Select(motion => motion.Text).ShouldBe(["Buy a cat.", "Buy two cats.", "Buy a dog."]);
        paper.Markdown().ShouldContain("**Motion** of Ann, not on the agenda:\n\n> Buy a dog.");
        paper.Markdown().ShouldContain("**Motion** of Ben, to amend the motion of Ann so that it says:\n\n> Buy two.");
    }

    [Fact]
    public void Who_presided_stands_with_what_was_laid_aside_or_closed_without_a_motion()
    {
        var paper = MeetingOnPaper.Short("Ann", "Ben");
        var carried = Guid.CreateVersion7();
        paper.Happens(new SessionClosed("A law", "One", MeetingOnPaper.At(5)), new SessionReopened(MeetingOnPaper.At(6)), new PresidingChanged(paper.Members[1], MeetingOnPaper.At(7)));
        var motion = paper.Moves(paper.Members[0], 8, "Rest.", null);
        paper.Happens(
            new MotionTabled(motion, "Late.", MeetingOnPaper.At(9)), new SessionClosed("A law", "Two", MeetingOnPaper.At(10), carried), new SessionReopened(MeetingOnPaper.At(11)),
            new MeetingAdjourned(MeetingOnPaper.At(60)));
        foreach (var line in new[] {
            "One. Ground: A law. Closed without a motion, Ann presiding.", "Two. Ground: A law. Closed by a motion that carried.", "**Laid aside** at 19:09, Ben presiding: Late." })
            paper.Markdown().ShouldContain(line);
    }

    [Fact]
    public void What_the_clerk_put_on_record_for_members_is_told_with_the_roll_call()
    {
        var paper = MeetingOnPaper.Short("Ann", "Ben");
        var motion = paper.Moves(paper.Members[0], 5, "Rest.", null);
        VoteResult result = new(2, 2, [new(paper.Members[0], RollCallMark.Aye), new(paper.Members[1], RollCallMark.Nay, ByClerk: true)], 1, 1, 0, []);
        paper.Happens(new VoteCalled(motion, MeetingOnPaper.At(6)), new MotionFailed(motion, result, MeetingOnPaper.At(7)));
        paper.Markdown().ShouldContain("- Aye: Ann\n- Nay: Ben\n\nPut on record by the clerk: Ben.");
    }

    [Theory]
    [InlineData("# Carried")]
    [InlineData("Eve\n\n## Adjourned")]
    [InlineData("Eve\n===\n- one\n1. two\n+ three\n> four\n    five\n```\nsix")]
    [InlineData("**Carried** _all_ ~~none~~ `code` [click](https://evil.example) ![see](https://evil.example/a.png)")]
    [InlineData("<script>alert(1)</script><img src=x onerror=alert(1)> &lt;b&gt; <https://evil.example>")]
    [InlineData("a | b\n--- | ---\nc | d")]
    [InlineData("Eve\u202Eenon :seyA\u2066")]
    [InlineData("[1]: https://evil.example 'x'\n\n[^1] :smile: $x$ ^up^ ==mark== {.class}")]
    [InlineData("1. One\n2) Two\n- - -\n***\n___")]
    public void What_people_write_shows_as_they_typed_it_and_makes_nothing_else_of_the_minutes(string hostile)
    {
        var (plain, paper) = (Html(Paper("words")), Html(Paper(hostile)));
        // The same tags, but for the line breaks and paragraphs that the text itself has, and what is written as an address.
        Tags(paper).ShouldBe(Tags(plain));
        Shown(paper).ShouldContain(Shown(System.Net.WebUtility.HtmlEncode(string.Concat(hostile.Split('\n')[0].Where(letter => letter is not ('\u202E' or '\u2066'))))));
    }

    [Fact]
    public void An_address_in_a_note_leads_to_where_it_says() =>
        Html(Paper("See https://city.example/a_b*c?d=1&e=2#f. So there.")).ShouldContain("""<a href="https://city.example/a_b*c?d=1&amp;e=2#f" rel="nofollow ugc noopener noreferrer">""");

    private static MeetingOnPaper Paper(string words)
    {
        var paper = MeetingOnPaper.Short("Ann", "Ben");
        paper.Names[paper.Members[1]] = words;
        var item = Guid.CreateVersion7();
        paper.Happens(
            new AgendaSet([new(item, null, words, 9, AgendaKind.Action)], MeetingOnPaper.At(1)), new ItemTaken(item, MeetingOnPaper.At(2)), new DiscussionNoted(item, null, words, MeetingOnPaper.At(3)),
            new AbsenceExcused(paper.Members[1], paper.Why(paper.Members[1], words), MeetingOnPaper.At(4)), new SessionClosed(words, words, MeetingOnPaper.At(5)), new SessionReopened(MeetingOnPaper.At(6)));
        var motion = paper.Moves(paper.Members[1], 7, words, item);
        paper.Happens(new MemberRecused(motion, paper.Members[0], paper.Why(paper.Members[0], words), MeetingOnPaper.At(8)), new MotionTabled(motion, words, MeetingOnPaper.At(9)), new MeetingAdjourned(MeetingOnPaper.At(60)));
        paper.Happens(new MinutesCorrected(Guid.CreateVersion7(), item, words, MeetingOnPaper.At(70)));
        return paper;
    }

    private string Html(MeetingOnPaper paper)
    {
        var markdown = boards.Engage.Services.GetRequiredService<IMarkdown>();
        return string.Join('\n', MinutesMarkdown.Of(paper.Minutes(), MeetingOnPaper.Chicago).Select(markdown.ToHtml));
    }

    private static string Tags(string html) => string.Join('\n', System.Text.RegularExpressions.Regex.Matches(html, "</?(?!(p|br|a)[ >])[a-z0-9]+").Select(tag => tag.Value));

    private static string Shown(string html) => string.Join(' ', System.Text.RegularExpressions.Regex.Replace(html, "</?(p|br|a)[^>]*>", " ").Split(default(char[]), StringSplitOptions.RemoveEmptyEntries)).Replace("&quot;", "\"").Replace("&#39;", "'").Replace(" ", "");
}
