namespace Engage.Agencies;

internal static class AgencyPermissions
{
    public const string Manage = "engage.manage-agencies";

    public const string Describe = "engage.describe-agency";
}

/// <summary>What the core has of agencies, declared as a plugin does.</summary>
internal static class AgencyDeclarations
{
    public static void Declare(PluginBuilder plugin) => plugin
        .Event<AgencyCreated>("agency-created").Event<AgencyRenamed>("agency-renamed")
        .Event<AgencyDescribed>("agency-described").Event<JurisdictionDrawn>("jurisdiction-drawn")
        .Event<WeekendSet>("weekend-set").Event<HolidaysDeclared>("holidays-declared").Event<HolidayRemoved>("holiday-removed")
        .Projection<AgencyProjection>().Projection<WorkingDaysProjection>()
        .Permission(AgencyPermissions.Manage, "Create an agency", Roles.Administrator)
        .Permission(AgencyPermissions.Describe, "Rename and describe the agency", Roles.Administrator)
        .Query(typeof(AgencyQueries))
        .Mutation(typeof(CreateAgency)).Mutation(typeof(RenameAgency)).Mutation(typeof(DescribeAgency)).Mutation(typeof(DrawJurisdiction))
        .Query(typeof(CalendarQueries))
        .Extend<BusinessCalendar>(typeof(BusinessCalendarExtensions)).Extend<BusinessDayCount>(typeof(BusinessDayCountExtensions))
        .Mutation(typeof(SetWeekend)).Mutation(typeof(DeclareHolidays)).Mutation(typeof(RemoveHoliday));
}
