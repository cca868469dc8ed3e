namespace Engage.Plugins.TransparencyReports;

/// <summary>What the records of a dataset are of.</summary>
public enum DatasetTable
{
    /// <summary>Stops and searches of people and vehicles.</summary>
    Stops,

    /// <summary>Uses of force, one of each kind of force by each officer against each person.</summary>
    UsesOfForce,

    /// <summary>Complaints about the agency or its people.</summary>
    Complaints,

    /// <summary>Allegations: what a complaint says that one officer did.</summary>
    Allegations,

    /// <summary>Pursuits of vehicles.</summary>
    Pursuits,

    /// <summary>Counts to divide by: residents, officers in service, calls.</summary>
    Denominators
}

/// <summary>What stands in a field of a record.</summary>
public enum FieldKind
{
    /// <summary>A day, as 2026-03-31. No time of day is kept.</summary>
    Day,

    /// <summary>One of several values.</summary>
    Code,

    /// <summary>Yes or no.</summary>
    Flag,

    /// <summary>A whole number, 0 or more.</summary>
    Number,

    /// <summary>What tells an incident from others. The number itself is not kept.</summary>
    Reference
}

/// <summary>A field of a table.</summary>
/// <param name="Name">What mappings and metrics call it.</param>
/// <param name="Kind">What stands in it.</param>
/// <param name="Title">What it says, for readers.</param>
/// <param name="Codes">The values that it takes; null where an agency's own words may stand in it.</param>
public sealed record TableField(string Name, FieldKind Kind, string Title, IReadOnlyList<string>? Codes = null);

/// <summary>The canonical tables: the same fields with the same names for every agency, whatever its files look like.</summary>
public static class Tables
{
    /// <summary>The group of the records that have no value in a field.</summary>
    public const string NotRecorded = "NOT_RECORDED";

    /// <summary>The group of the records whose value few have, in an agency's own words.</summary>
    public const string OtherValues = "OTHER_VALUES";

    private static readonly string[] Ethnicities =
        ["ASIAN", "BLACK", "HISPANIC", "INDIGENOUS", "MIDDLE_EASTERN", "MIXED", "PACIFIC_ISLANDER", "WHITE", "OTHER", "UNKNOWN"];

    private static readonly string[] Genders = ["FEMALE", "MALE", "NON_BINARY", "OTHER", "UNKNOWN"];

    private static readonly string[] Findings =
        ["SUSTAINED", "PARTLY_SUSTAINED", "NOT_SUSTAINED", "EXONERATED", "UNFOUNDED", "NOT_INVOLVED", "POLICY_FAILURE", "UNRELATED_VIOLATION", "INFORMATIONAL", "MEDIATED", "WITHDRAWN", "OPEN", "OTHER"];

    private static readonly TableField[] Person =
        [Code("ethnicity", "Ethnicity or race", Ethnicities), Code("gender", "Gender", Genders), Code("age", "Age")];

    private static readonly TableField[] Officer =
        [Code("officerEthnicity", "Officer's ethnicity or race", Ethnicities), Code("officerGender", "Officer's gender", Genders), Code("officerAge", "Officer's age"), Code("officerService", "Officer's years of service")];

    private static readonly TableField[] Place = [Code("division", "Division"), Code("area", "Area")];

    /// <summary>The fields of a table.</summary>
    public static IReadOnlyList<TableField> Fields(DatasetTable table) => All[table];

    /// <summary>The field of that name, or null.</summary>
    public static TableField? Field(DatasetTable table, string name) => All[table].FirstOrDefault(field => field.Name == name);

    private static readonly Dictionary<DatasetTable, IReadOnlyList<TableField>> All = new()
    {
        [DatasetTable.Stops] =
        [
            Day("occurred", "Day of the stop"), Code("kind", "Kind", "PERSON", "VEHICLE", "PERSON_AND_VEHICLE"), .. Person, Code("selfDefinedEthnicity", "Ethnicity in the person's own words"),
            Code("legislation", "Legal power"), Code("object", "Object of the search"), Code("outcome", "Outcome"), Flag("outcomeLinked", "Outcome linked to the object of the search"),
            Flag("moreThanOuterClothing", "More than outer clothing removed"), Flag("operation", "Part of an operation"), .. Place
        ],
        [DatasetTable.UsesOfForce] =
        [
            Reference("incident", "Incident"), Day("occurred", "Day of the use of force"), Day("reported", "Day of the report"), Code("forceType", "Kind of force"), Code("reason", "Reason"),
            Code("effective", "Effective", "YES", "NO", "PARTLY"), .. Person, Code("injury", "Injury of the person"), .. Officer, Code("officerInjury", "Injury of the officer"), Code("assignment", "Assignment"), .. Place,
            Flag("arrest", "Arrest made"), Code("disposition", "Disposition"), Flag("activeResistance", "Active resistance"), Flag("physicalAggression", "Physical aggression"),
            Flag("nonCompliance", "Non-compliance"), Flag("deadlyWeapon", "Deadly weapon"), Flag("assault", "Assault"), Flag("fleeing", "Fleeing"), Flag("passiveResistance", "Passive resistance")
        ],
        [DatasetTable.Complaints] =
        [
            Reference("incident", "Complaint"), Day("received", "Day it was received"), Day("occurred", "Day of what it is about"), Day("closed", "Day it was closed"),
            Code("kind", "Kind", "COMPLAINT", "INQUIRY", "COMMENDATION", "INTERNAL"), Code("source", "Source"), Code("finding", "Finding", Findings), .. Person, .. Place
        ],
        [DatasetTable.Allegations] =
        [
            Reference("incident", "Complaint"), Day("received", "Day it was received"), Day("occurred", "Day of what it is about"), Day("closed", "Day it was closed"),
            Code("allegation", "Allegation"), Code("finding", "Finding", Findings), .. Person, .. Officer, .. Place
        ],
        [DatasetTable.Pursuits] =
        [
            Day("occurred", "Day of the pursuit"), Code("reason", "Reason"), Code("ended", "How it ended"), Number("minutes", "Minutes"), Flag("collision", "Collision"),
            Flag("injured", "Somebody was injured"), .. Person, .. Place
        ],
        [DatasetTable.Denominators] =
        [
            Code("of", "Of whom or what"), Day("from", "First day"), Day("until", "Last day"), Number("count", "How many"), .. Person, .. Place
        ]
    };

    private static TableField Day(string name, string title) => new(name, FieldKind.Day, title);

    private static TableField Code(string name, string title, params string[] codes) => new(name, FieldKind.Code, title, codes.Length == 0 ? null : codes);

    private static TableField Flag(string name, string title) => new(name, FieldKind.Flag, title, ["YES", "NO"]);

    private static TableField Number(string name, string title) => new(name, FieldKind.Number, title);

    private static TableField Reference(string name, string title) => new(name, FieldKind.Reference, title);
}
