using System.Text.Json;
using System.Text.Json.Serialization;

namespace Engage;

/// <summary>
/// Writes personal values as they are stored, <c>{"key":…,"sealed":…,"subject":…}</c>, and reads them without needing a key. What is not sealed cannot be
/// written by any serializer, whoever tries.
/// </summary>
internal sealed class PersonalJson : JsonConverterFactory
{
    public override bool CanConvert(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Personal<>);

    public override JsonConverter CreateConverter(Type type, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(type.GenericTypeArguments))!;

    private sealed class Converter<T> : JsonConverter<Personal<T>>
    {
        public override Personal<T>? Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
        {
            var ahead = reader;
            if (ReadSealed(ref ahead) is var (subject, value))
            {
                reader = ahead;
                return new(subject, value);
            }
            // Stored before the member was personal: in the clear, and it stays so.
            return JsonSerializer.Deserialize<T>(ref reader, options) is { } plain ? new(null, plain, null) : null;
        }

        public override void Write(Utf8JsonWriter writer, Personal<T> personal, JsonSerializerOptions options)
        {
            if (personal.Sealed is { } value)
            {
                writer.WriteStartObject();
                if (value.Key.Length > 0) writer.WriteString("key"u8, value.Key);
                writer.WriteBase64String("sealed"u8, value.Bytes);
                writer.WriteString("subject"u8, personal.Subject!.Value.Value);
                writer.WriteEndObject();
            }
            else if (personal.Subject is null && personal.HoldsPlain(out var plain)) JsonSerializer.Serialize(writer, (T)plain!, options);
            else throw new InvalidOperationException("A personal value was about to be written in the clear. Store it as a member of an event or a document; what is patched in has to come of an event.");
        }

        private static (ActorId, SealedValue)? ReadSealed(ref Utf8JsonReader reader)
        {
            if (reader.TokenType is not JsonTokenType.StartObject) return null;
            string? subject = null, key = null;
            byte[]? bytes = null;
            while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
            {
                var (isSubject, isSealed, isKey) = (reader.ValueTextEquals("subject"u8), reader.ValueTextEquals("sealed"u8), reader.ValueTextEquals("key"u8));
                if (!reader.Read() || reader.TokenType is not JsonTokenType.String) return null;
                if (isSubject) subject = reader.GetString();
                else if (isKey) key = reader.GetString();
                else if (!isSealed || !reader.TryGetBytesFromBase64(out bytes)) return null;
            }
            return subject is { Length: > 0 } && bytes is not null ? (new(subject), new(key ?? "", bytes, null)) : null;
        }
    }
}
