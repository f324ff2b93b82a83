using System.Net;
using Stamgast.App.Serving.Forms;
using Stamgast.Attachments;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Jobs;
using Stamgast.Settings;
using Stamgast.Testing;

namespace Stamgast.App.Tests.Attachments;

public sealed class AttachmentPagesTests
{
    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3];

    private static void AddCustomer(Base customers, string name)
    {
        var values = CustomerValues.Blank();
        values[CustomerFields.LastName] = name;
        new ChangeSets(customers, TimeProvider.System).Create([values], Actor.CommandLine);
    }

    internal static async Task<HttpResponseMessage> UploadAsync(HttpClient client, string page, string action, params (string Name, byte[] Bytes)[] files)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(RunningApp.TokenOf(await client.GetStringAsync(new Uri(page, UriKind.Relative)))), FormGuard.TokenField },
        };
        foreach (var (name, bytes) in files) form.Add(new ByteArrayContent(bytes), "file", name);
        return await client.PostAsync(new Uri(action, UriKind.Relative), form);
    }

    [Theory, EachEngine]
    public async Task Documents_are_cleaned_once_a_day(Engine engine)
    {
        await using var app = await RunningApp.StartSignedInAsync(engine);
        var jobs = app.Part<JobQueue>();
        app.Part<DailyJobs>().Look();
        app.Part<DailyJobs>().Look();
        var job = Assert.Single(jobs.Page(open: true, null, 50).Concat(jobs.Page(open: false, null, 50)).DistinctBy(j => j.Id),
            j => j.Kind == "attachments.clean");
        Assert.Equal(JobState.Done, (await jobs.WaitAsync(job, TimeSpan.FromMinutes(1))).State);
    }

    [Theory, EachEngine]
    public async Task Files_of_a_customer_are_uploaded_listed_downloaded_and_trashed(Engine engine)
    {
        await using var app = await RunningApp.StartSignedInAsync(engine);
        AddCustomer(app.Base, "Aerts");
        const string topic = "/customers/1/attachments";
        using (var one = await UploadAsync(app.Client, topic, topic, ("<script>alert(1)</script>.html", "<script>alert(1)</script>"u8.ToArray())))
        {
            Assert.Equal(HttpStatusCode.SeeOther, one.StatusCode);
            var page = await app.Client.GetStringAsync(one.Headers.Location);
            Assert.Contains("script_.html", page, StringComparison.Ordinal);
            Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
        }
        using (var two = await UploadAsync(app.Client, topic, topic, ("a.png", Png), ("b.pdf", "%PDF-1.4"u8.ToArray())))
            Assert.Contains("2 files have been added.", await app.Client.GetStringAsync(two.Headers.Location), StringComparison.Ordinal);
        using (var html = await app.Client.GetAsync(new Uri("/attachments/1/file?show=1", UriKind.Relative)))
        {
            Assert.Equal("application/octet-stream", html.Content.Headers.ContentType!.MediaType);
            Assert.Equal("attachment", html.Content.Headers.ContentDisposition!.DispositionType);
            Assert.Contains("nosniff", html.Headers.GetValues("X-Content-Type-Options"));
            Assert.Contains("sandbox", html.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        }
        using (var picture = await app.Client.GetAsync(new Uri("/attachments/2/file?show=1", UriKind.Relative)))
        {
            Assert.Equal("image/png", picture.Content.Headers.ContentType!.MediaType);
            Assert.Equal("inline", picture.Content.Headers.ContentDisposition!.DispositionType);
            Assert.Equal(Png, await picture.Content.ReadAsByteArrayAsync());
        }
        Assert.Contains("/attachments/2/file?show=1", await app.Client.GetStringAsync("/attachments/2"), StringComparison.Ordinal);
        using (var trashed = await RunningApp.PostAsync(app.Client, "/attachments/2", "/attachments/2/trash"))
            Assert.Equal(HttpStatusCode.SeeOther, trashed.StatusCode);
        Assert.DoesNotContain("a.png", await app.Client.GetStringAsync(topic), StringComparison.Ordinal);
        using (var back = await RunningApp.PostAsync(app.Client, "/attachments/2", "/attachments/2/restore"))
            Assert.Equal(HttpStatusCode.SeeOther, back.StatusCode);
        Assert.Contains("a.png", await app.Client.GetStringAsync(topic), StringComparison.Ordinal);
        using var stranger = app.NewClient();
        using var refused = await stranger.GetAsync(new Uri("/attachments/2/file", UriKind.Relative));
        Assert.Equal(HttpStatusCode.SeeOther, refused.StatusCode);
    }

    [Theory, EachEngine]
    public async Task Refused_files_leave_nothing_and_say_why(Engine engine)
    {
        await using var app = await RunningApp.StartSignedInAsync(engine);
        AddCustomer(app.Base, "Aerts");
        const string topic = "/customers/1/attachments";
        app.Base.Write(t => OrganisationSettings.Save(t, new Dictionary<string, string> { [DocumentSettings.Limit.Key] = "1" }));
        using (var large = await UploadAsync(app.Client, topic, topic, ("large.bin", new byte[(1 << 20) + 1])))
        {
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);
            Assert.Contains("larger than 1 MB", await large.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
        using (var empty = await UploadAsync(app.Client, topic, topic, ("empty.txt", []))) Assert.Equal(HttpStatusCode.BadRequest, empty.StatusCode);
        using (var none = await UploadAsync(app.Client, topic, topic)) Assert.Equal(HttpStatusCode.SeeOther, none.StatusCode);
        using (var nobody = await UploadAsync(app.Client, topic, "/customers/99/attachments", ("a.txt", "a"u8.ToArray())))
            Assert.Equal(HttpStatusCode.NotFound, nobody.StatusCode);
        Assert.Contains("No files yet", await app.Client.GetStringAsync(topic), StringComparison.Ordinal);
        app.Base.Write(t => OrganisationSettings.Save(t, new Dictionary<string, string> { [DocumentSettings.Encryption.Key] = "yes" }));
        using (var kept = await UploadAsync(app.Client, topic, topic, ("a.txt", "secret"u8.ToArray()))) Assert.Equal(HttpStatusCode.SeeOther, kept.StatusCode);
        Assert.Equal("secret", await app.Client.GetStringAsync("/attachments/1/file"));
        var locked = Assert.Throws<RefusedException>(() => DocumentStore.Of(app.Base, new OtherKey()).Read(DocumentStore.KeyOf("secret"u8)));
        Assert.Equal("attachment.locked", locked.Refusal.Code);
    }

    private sealed class OtherKey : IDocumentCipher
    {
        public byte[] Protect(byte[] content) => content;

        public byte[] Unprotect(byte[] content) => throw new System.Security.Cryptography.CryptographicException("Another key.");
    }
}
