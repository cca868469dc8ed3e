using System.Text.Json;

namespace Engage.Privacy;

public sealed class WritingPersonalValues
{
    private static readonly ActorId Ada = new("6f1c0d52-94ad-4f5e-9f0e-0d5c6a4b3f21");
    private static readonly SealedValue Bytes = new("", [1, 2, 3], "camden");

    [Fact]
    public void What_is_not_sealed_cannot_be_written_by_any_serializer()
    {
        Should.Throw<InvalidOperationException>(() => JsonSerializer.Serialize(Personal.Of(Ada, "Ada Lovelace"))).Message.ShouldNotContain("Lovelace");
        Should.Throw<InvalidOperationException>(() => JsonSerializer.Serialize(new Letter(Personal.Of(Ada, "Ada Lovelace"), null)));
    }

    [Fact]
    public void No_text_of_it_shows_what_it_holds()
    {
        Personal.Of(Ada, "Ada Lovelace").ToString().ShouldBe("personal");
        new Letter(Personal.Of(Ada, "Ada Lovelace"), null).ToString().ShouldNotContain("Lovelace");
        $"{Personal.Of(Ada, new Letter(Personal.Of(Ada, "Ada Lovelace"), null))}".ShouldBe("personal");
    }

    [Fact]
    public void What_was_sealed_is_written_and_read_again_without_a_key()
    {
        var letter = new Letter(Sealed(Bytes), Sealed(Bytes with { Key = "post.letter-sent/2026-11-22" }));
        var stored = JsonSerializer.Serialize(letter);
        stored.ShouldBe(
            $$$"""{"From":{"sealed":"AQID","subject":"{{{Ada}}}"},"To":{"key":"post.letter-sent/2026-11-22","sealed":"AQID","subject":"{{{Ada}}}"}}""");

        var read = JsonSerializer.Deserialize<Letter>(stored)!;
        read.From.Subject.ShouldBe(Ada);
        read.To!.Sealed!.Key.ShouldBe("post.letter-sent/2026-11-22");
        JsonSerializer.Serialize(read).ShouldBe(stored);
        read.ShouldBe(JsonSerializer.Deserialize<Letter>(stored));
    }

    [Fact]
    public void What_was_stored_before_it_was_personal_is_read_as_it_is_and_stays_so()
    {
        const string stored = """{"From":"Ada","To":null}""";
        var letter = JsonSerializer.Deserialize<Letter>(stored)!;
        letter.From.Subject.ShouldBeNull();
        letter.From.HoldsPlain(out var plain).ShouldBeTrue();
        plain.ShouldBe("Ada");
        JsonSerializer.Serialize(letter).ShouldBe(stored);

        JsonSerializer.Deserialize<Personal<Stamp>>("""{"subject":"Dover","sealed":"with wax"}""", JsonSerializerOptions.Web)!.HoldsPlain(out var stamp).ShouldBeTrue();
        stamp.ShouldBe(new Stamp("Dover", "with wax"));
    }

    [Fact]
    public void It_is_sealed_once_and_then_stays_the_same()
    {
        var personal = Sealed(Bytes);
        personal.Seal(new("", [9], "camden"));
        personal.Sealed.ShouldBeSameAs(Bytes);
    }

    [Fact]
    public void Nobody_can_be_nobody()
    {
        Should.Throw<ArgumentException>(() => Personal.Of(Actor.Anonymous.Id, "Ada"));
        Should.Throw<ArgumentException>(() => Personal.Of(default, "Ada"));
        Should.Throw<ArgumentNullException>(() => Personal.Of<string>(Ada, null!));
    }

    [Fact]
    public void Two_are_the_same_where_they_hold_the_same_about_the_same_person()
    {
        Personal.Of(Ada, "Ada").ShouldBe(Personal.Of(Ada, "Ada"));
        Personal.Of(Ada, "Ada").ShouldNotBe(Personal.Of(Ada, "Bo"));
        Personal.Of(Ada, "Ada").ShouldNotBe(Personal.Of(new("other"), "Ada"));
    }

    [Fact]
    public void They_are_found_however_deep_they_lie_and_types_without_any_are_known()
    {
        var one = Personal.Of(Ada, "one");
        var letters = new Dictionary<string, Letter[]> { ["a"] = [new(one, Personal.Of(Ada, "two"))] };
        var thread = new Talk(null, new Talk(letters, null, [Personal.Of(Ada, "three")], new Letter(Personal.Of(Ada, "four"), null)), [], one);
        var found = new List<Personal>();
        PersonalMembers.Collect(thread, found);
        found.Select(each => each.HoldsPlain(out var plain) ? (string?)plain : null).ShouldBe(["one", "two", "three", "four", "one"], ignoreOrder: true);

        PersonalMembers.CanBeIn(typeof(Stamp)).ShouldBeFalse();
        PersonalMembers.CanBeIn(typeof(IReadOnlyDictionary<Guid, List<Stamp>>)).ShouldBeFalse();
        PersonalMembers.CanBeIn(typeof(Uri)).ShouldBeFalse();
        PersonalMembers.CanBeIn(typeof(KeyValuePair<string, Letter>)).ShouldBeTrue();
    }

    private static Personal<string> Sealed(SealedValue value)
    {
        var personal = Personal.Of(Ada, "Ada");
        personal.Seal(value);
        return personal;
    }

    private sealed record Letter(Personal<string> From, Personal<string>? To);

    private sealed record Stamp(string Subject, string Sealed);

    private sealed record Talk(IReadOnlyDictionary<string, Letter[]>? Letters, Talk? Answers, IEnumerable<Personal<string>> Names, object Anything);
}
