namespace Engage.Writing;

public sealed class LinkingElsewhere
{
    [Theory]
    [InlineData("https://example.org/live?a=1&b=2#now", "https://example.org/live?a=1&b=2#now")]
    [InlineData(" HTTPS://Example.org ", "https://example.org/")]
    [InlineData("https://example.org:8443/", "https://example.org:8443/")]
    [InlineData("https://[2001:db8::1]/", "https://[2001:db8::1]/")]
    [InlineData("https://example.org/reunión", "https://example.org/reuni%C3%B3n")]
    // The first letter is of the Cyrillic alphabet.
    [InlineData("https://еxample.org/", "https://xn--xample-2of.org/")]
    [InlineData("https://example.org/\r\nX:1", "https://example.org/%0D%0AX:1")]
    public void An_address_is_stored_as_it_is_followed(string written, string stored) => WebAddress.Checked(written, "link").ShouldBe(stored);

    [Theory]
    [InlineData("http://example.org")]
    [InlineData("ftp://example.org")]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("https://city.example@elsewhere.example/")]
    [InlineData("https://:secret@example.org/")]
    [InlineData("https:///etc/passwd")]
    [InlineData("//example.org")]
    [InlineData("/live")]
    [InlineData("example.org")]
    public void Nobody_is_sent_to_where_they_do_not_see_that_they_are_led(string written)
    {
        var refusal = Should.Throw<Refusal>(() => WebAddress.Checked(written, "link"));
        (refusal.Code, refusal.Field).ShouldBe(("engage.web-address", "link"));
    }

    [Fact]
    public void An_address_has_two_thousand_characters_at_most_also_as_it_is_encoded()
    {
        const string site = "https://example.org/";
        WebAddress.Checked(site + new string('a', 1_980), "link").Length.ShouldBe(2_000);
        Should.Throw<Refusal>(() => WebAddress.Checked(site + new string('a', 1_981), "link")).Code.ShouldBe("engage.text-too-long");
        Should.Throw<Refusal>(() => WebAddress.Checked(site + new string('ü', 1_000), "link")).Code.ShouldBe("engage.web-address");
    }
}
