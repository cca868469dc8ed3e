using System.Text.Json;

namespace Engage.Agencies;

public sealed class TranslatingAgencyTexts
{
    private static readonly AgencyText Rules = new AgencyText("Regeln", "de")
        .Translated("tr", "Kurallar", TranslationStatus.Human)
        .Translated("de-AT", "Hausordnung", TranslationStatus.Human)
        .Translated("zh-Hant", "規則", TranslationStatus.Machine);

    [Theory]
    [InlineData(null, "Regeln")]
    [InlineData("de", "Regeln")]
    [InlineData("de-AT", "Hausordnung")]
    [InlineData("DE-at-1996", "Hausordnung")]
    [InlineData("de-CH", "Regeln")]
    [InlineData("tr-TR", "Kurallar")]
    [InlineData("zh-hant-HK-x-old-spelling", "規則")]
    [InlineData("zh", "Regeln")]
    [InlineData("fr", "Regeln")]
    public void A_reader_is_answered_in_the_nearest_language_or_in_that_of_the_original(string? language, string text) => Rules.In(language).ShouldBe(text);

    [Theory]
    [InlineData("zh-Hant-CN-x-private1-private2", "zh-Hant-CN-x-private1", "zh-Hant-CN-x-private1")]
    [InlineData("zh-Hant-CN-x-private1-private2", "zh-Hant-CN-x", null)]
    [InlineData("zh-Hant-CN-x-private1-private2", "zh-Hant-CN", "zh-Hant-CN")]
    [InlineData("zh-Hant-CN-x-private1-private2", "zh", "zh")]
    [InlineData("de", "de-AT", null)]
    public void Languages_are_looked_up_as_in_the_example_of_RFC_4647(string wanted, string there, string? found) => LanguageTag.Lookup(wanted, [there]).ShouldBe(found);

    [Theory]
    [InlineData("german language")]
    [InlineData("*")]
    [InlineData("")]
    public void A_language_that_is_no_tag_is_refused(string language)
    {
        Should.Throw<Refusal>(() => Rules.In(language)).Code.ShouldBe("engage.language");
        Should.Throw<Refusal>(() => Rules.ToTranslateInto(language, "language")).Code.ShouldBe("engage.language");
    }

    [Fact]
    public void A_changed_original_outdates_the_translations_of_the_older_one_until_they_are_made_anew()
    {
        var changed = Rules.Changed("Neue Regeln");
        changed.Translations.ShouldAllBe(each => changed.IsOutdated(each));
        changed.In("tr").ShouldBe("Kurallar");

        var renewed = changed.Translated("tr", "Yeni kurallar", TranslationStatus.Reviewed);
        renewed.Translations.Where(each => !renewed.IsOutdated(each)).Select(each => each.Language).ShouldBe(["tr"]);
    }

    [Fact]
    public void An_original_that_is_written_again_as_it_was_outdates_nothing()
    {
        var same = Rules.Changed("Regeln");
        same.Translations.ShouldNotContain(each => same.IsOutdated(each));
    }

    [Fact]
    public void An_original_in_the_language_of_a_translation_takes_its_place() =>
        Rules.Changed("Kurallar 2", "tr").Translations.Select(each => each.Language).ShouldBe(["de-AT", "zh-Hant"]);

    [Fact]
    public void An_original_is_not_translated_into_its_own_language() =>
        Should.Throw<Refusal>(() => Rules.ToTranslateInto("DE", "language")).Code.ShouldBe("engage.original-language");

    [Fact]
    public void A_text_has_fifty_translations_at_most_and_each_can_still_be_renewed()
    {
        var full = Enumerable.Range(0, 50).Aggregate(new AgencyText("Rules"), (text, i) => text.Translated($"de-x-{i}", "Regeln", TranslationStatus.Machine));
        Should.Throw<Refusal>(() => full.ToTranslateInto("fr", "language")).Code.ShouldBe("engage.too-many-translations");
        full.ToTranslateInto("de-x-7", "language").ShouldBe("de-x-7");
    }

    [Fact]
    public void A_text_that_was_stored_as_a_string_is_read_and_stays_one_until_it_is_translated()
    {
        JsonSerializer.Deserialize<AgencyText>("\"Rules\"")!.ShouldBe(new AgencyText("Rules") { Translations = [] }, new ByWhatTheyHold());
        JsonSerializer.Serialize(new AgencyText("Rules")).ShouldBe("\"Rules\"");
    }

    [Fact]
    public void What_is_stored_of_translations_is_read_again()
    {
        var changed = Rules.Changed("Neue Regeln").Translated("fr", "Règles", TranslationStatus.Machine);
        JsonSerializer.Deserialize<AgencyText>(JsonSerializer.Serialize(changed))!.ShouldBe(changed, new ByWhatTheyHold());
    }

    private sealed class ByWhatTheyHold : IEqualityComparer<AgencyText>
    {
        public bool Equals(AgencyText? one, AgencyText? other) =>
            (one?.Text, one?.Language, one?.Version) == (other?.Text, other?.Language, other?.Version) && one!.Translations.SequenceEqual(other!.Translations);

        public int GetHashCode(AgencyText text) => text.Text.GetHashCode(StringComparison.Ordinal);
    }
}
