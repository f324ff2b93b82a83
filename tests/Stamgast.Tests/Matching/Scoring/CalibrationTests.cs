using Stamgast.Matching.Scoring;

namespace Stamgast.Tests.Matching.Scoring;

public sealed class CalibrationTests
{
    [Fact]
    public void What_is_measured_never_falls_and_leaves_the_default_threshold_where_it_is()
    {
        foreach (var calibration in new[] { Calibration.Companies, Calibration.Others })
        {
            Assert.Equal(0, calibration.Of(0), 9);
            for (var bits = -40.0; bits < 80; bits += 0.25)
            {
                Assert.True(calibration.Of(bits) <= calibration.Of(bits + 0.25) + 1e-9);
                Assert.Equal(Math.Sign(Math.Round(bits, 6)), Math.Sign(Math.Round(calibration.Of(bits), 6)));
            }
        }
    }

    [Fact]
    public void Companies_of_one_house_are_less_sure_than_their_evidence_adds_up_to()
    {
        Assert.InRange(MatchModel.Probability(Calibration.Companies.Of(8)), 0.8, 0.95);
        Assert.Equal(8, Calibration.Others.Of(8), 9);
    }
}
