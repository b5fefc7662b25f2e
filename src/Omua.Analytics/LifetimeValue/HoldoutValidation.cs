namespace Omua.Analytics;

/// <summary>Purchases that were foretold against those that came, on days that the model was not fitted to.</summary>
/// <param name="Customers">Customers of the calibration period.</param>
/// <param name="CalibrationEnd">Its last day.</param>
/// <param name="End">The last day of the holdout.</param>
/// <param name="Actual">Purchases in the holdout.</param>
/// <param name="Predicted">Purchases foretold.</param>
/// <param name="Correlation">Pearson's correlation over customers; null where one side does not vary.</param>
/// <param name="MeanAbsoluteError">Mean distance over customers; purchases.</param>
public sealed record HoldoutValidation(int Customers, DateOnly CalibrationEnd, DateOnly End, double Actual, double Predicted, double? Correlation, double MeanAbsoluteError);
