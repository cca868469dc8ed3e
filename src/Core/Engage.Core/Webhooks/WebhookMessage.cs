using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Engage.Identity;
using JasperFx.Events;

namespace Engage.Webhooks;

/// <summary>What is sent of an event.</summary>
/// <param name="Id">The same each time the event is sent to a webhook, and another for each webhook.</param>
/// <param name="Body">The event as JSON, without anything personal in it.</param>
internal sealed record WebhookMessage(string Id, byte[] Body)
{
    // As events are stored, but for what is personal: that stays here, also where it was stored before the member became personal.
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.Strict,
        Converters = { new Nothing(), new JsonStringEnumConverter() },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutSecrets } }
    };

    public static WebhookMessage Of(Guid webhook, IEvent e) => new(
        $"msg_{StreamId.Of("webhook-message", webhook.ToString(), e.Id.ToString()):N}",
        JsonSerializer.SerializeToUtf8Bytes(
            new { type = e.EventTypeName, timestamp = e.Timestamp, data = new { id = e.Id, stream = e.StreamId, e.Version, e.Sequence, agency = e.TenantId, @event = e.Data } }, Json));

    // Who has the hash of a secret can try secrets against it.
    private static void LeaveOutSecrets(JsonTypeInfo type)
    {
        for (var i = type.Properties.Count - 1; i >= 0; i--)
            if (type.Properties[i].Name.Equals(nameof(ApiKeyCreated.SecretHash), StringComparison.OrdinalIgnoreCase)) type.Properties.RemoveAt(i);
    }

    private sealed class Nothing : JsonConverterFactory
    {
        public override bool CanConvert(Type type) => typeof(Personal).IsAssignableFrom(type);

        public override JsonConverter CreateConverter(Type type, JsonSerializerOptions options) => (JsonConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(type))!;

        private sealed class Converter<T> : JsonConverter<T>
        {
            public override T Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => throw new NotSupportedException("Webhooks are only written.");

            public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteNullValue();
        }
    }
}
