using System.Buffers;
using System.Text;

namespace Engage.Ledger;

/// <summary>Against the published example of signed notes, and that of RFC 8785.</summary>
public sealed class WritingNotes
{
    private const string Published = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    private const string Text = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
    private const string Note = Text + "\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
    private static readonly byte[] Seed = Convert.FromBase64String("AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz")[1..];

    [Fact]
    public void The_published_key_signs_the_published_note()
    {
        NoteKey.Of("PeterNeumann", Seed).ToString().ShouldBe(Published);
        NoteKey.Sign(Text, "PeterNeumann", Seed).ShouldBe(Note);
    }

    [Fact]
    public void The_published_note_opens_and_no_other_does()
    {
        var key = NoteKey.Parse(Published).ShouldNotBeNull();
        key.Open(Note).ShouldBe(Text);
        key.Open(Note + "— another.example AAAAAAAA\n").ShouldBe(Text, "signatures of others are passed over");
        for (var i = 0; i < Note.Length; i++)
        {
            var altered = Note.ToCharArray();
            altered[i] ^= (char)1;
            key.Open(new(altered)).ShouldBeNull($"letter {i}");
        }
    }

    [Fact]
    public void A_key_with_a_typing_error_is_none()
    {
        for (var i = 0; i < Published.Length; i++)
        {
            var altered = Published.ToCharArray();
            altered[i] ^= (char)1;
            NoteKey.Parse(new(altered)).ShouldBeNull($"letter {i}");
            NoteKey.Parse(Published[..i]).ShouldBeNull($"{i} letters");
        }
    }

    [Theory]
    [InlineData("engage.example/agencies/camden\n5\nbvyWC0y0ZVMTbPL2YR8uDbVZZ1qTzZ9zZ0LZ0oZzZZA=\n", true)]
    [InlineData("engage.example/agencies/camden\n05\nbvyWC0y0ZVMTbPL2YR8uDbVZZ1qTzZ9zZ0LZ0oZzZZA=\n", false)]
    [InlineData("engage.example/agencies/camden\n-5\nbvyWC0y0ZVMTbPL2YR8uDbVZZ1qTzZ9zZ0LZ0oZzZZA=\n", false)]
    [InlineData("engage.example/agencies/elm\n5\nbvyWC0y0ZVMTbPL2YR8uDbVZZ1qTzZ9zZ0LZ0oZzZZA=\n", false)]
    [InlineData("engage.example/agencies/camden\n5\nbvyWC0y0ZVMTbPL2YR8uDbVZZ1qTzZ9zZ0LZ0oZzZZA=\nmore\n", false)]
    [InlineData("engage.example/agencies/camden\n5\nbvyW\n", false)]
    [InlineData("engage.example/agencies/camden\n5\n", false)]
    public void A_checkpoint_has_one_form_and_the_name_of_its_key(string text, bool opens)
    {
        const string name = "engage.example/agencies/camden";
        (Checkpoint.Open(NoteKey.Sign(text, name, Seed), NoteKey.Of(name, Seed)) is not null).ShouldBe(opens);
    }

    [Theory]
    [InlineData("""{"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One","\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis"}""",
        "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\",\"\u00f6\":\"Latin Small Letter O With Diaeresis\",\"\u20ac\":\"Euro Sign\",\"\ud83d\ude00\":\"Emoji: Grinning Face\",\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}")]
    [InlineData("""{ "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/", "literals": [null, true, false] }""", """{"literals":[null,true,false],"string":"€$\u000f\nA'B\"\\\\\"/"}""")]
    [InlineData("""[ 1.50, 12345678901234567890.000000000000000001, -0.0, [ ], { } ]""", "[1.50,12345678901234567890.000000000000000001,-0.0,[],{}]")]
    public void Json_has_one_form(string json, string canonical)
    {
        var written = new ArrayBufferWriter<byte>();
        CanonicalJson.Write(Encoding.UTF8.GetBytes(json), written);
        Encoding.UTF8.GetString(written.WrittenSpan).ShouldBe(canonical);
    }
}
