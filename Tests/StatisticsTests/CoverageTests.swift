import Foundation
import Statistics
import TestSupport
import Testing

/// How often the intervals hold the true value, on data of which it is known.
@Suite struct CoverageTests {
  private static let trials = 500
  private static let resamples = 800

  /// What values are drawn from, and its true mean and median.
  enum Population: String, CaseIterable {
    case uniform, normal, exponential

    var mean: Double { self == .exponential ? 1 : 0 }
    var median: Double { self == .exponential ? log(2) : 0 }

    func value(_ random: inout TestSupport.SplitMix64) -> Double {
      let unit = Double.random(in: 0x1p-53...1, using: &random)
      return switch self {
      case .uniform: unit - 0.5
      case .exponential: -log(unit)
      case .normal:
        (-2 * log(unit)).squareRoot() * cos(2 * .pi * Double.random(in: 0..<1, using: &random))
      }
    }
  }

  private func share(seed: UInt64, _ holds: (inout TestSupport.SplitMix64) -> Bool) -> Double {
    var random = TestSupport.SplitMix64(seed: seed)
    var count = 0
    for _ in 0..<Self.trials where holds(&random) { count += 1 }
    return Double(count) / Double(Self.trials)
  }

  // Four standard errors of 500 trials at 0.95 are 0.039; skewed values cost a few hundredths.
  @Test(arguments: Population.allCases, [10, 40])
  func meansAreCoveredAsOftenAsStated(population: Population, count: Int) {
    let seed: UInt64 = 11
    let bootstrap = Bootstrap(resamples: Self.resamples)
    let covered = share(seed: seed) { random in
      let values = (0..<count).map { _ in population.value(&random) }
      return bootstrap.interval(of: values, .mean)?.contains(population.mean) ?? false
    }
    let least = population == .exponential && count < 20 ? 0.86 : 0.91
    #expect((least...0.99).contains(covered), "seed \(seed): \(covered)")
  }

  @Test(arguments: Population.allCases, [10, 40])
  func mediansAreCoveredAsOftenAsStated(population: Population, count: Int) {
    let seed: UInt64 = 12
    let bootstrap = Bootstrap(resamples: Self.resamples)
    let covered = share(seed: seed) { random in
      let values = (0..<count).map { _ in population.value(&random) }
      return bootstrap.interval(of: values, .median)?.contains(population.median) ?? false
    }
    #expect((0.91...1).contains(covered), "seed \(seed): bootstrap \(covered)")
    let byRanks = share(seed: seed) { random in
      let values = (0..<count).map { _ in population.value(&random) }
      return OrderStatistics.medianInterval(of: values)?.contains(population.median) ?? false
    }
    #expect((0.93...1).contains(byRanks), "seed \(seed): ranks \(byRanks)")
  }

  /// The level is heeded, not only the usual one.
  @Test(arguments: [0.8, 0.9, 0.99]) func otherConfidencesAreCovered(level: Double) throws {
    let seed: UInt64 = 13
    let bootstrap = Bootstrap(
      resamples: Self.resamples, confidence: try #require(Confidence(level)))
    let covered = share(seed: seed) { random in
      let values = (0..<30).map { _ in Population.normal.value(&random) }
      return bootstrap.interval(of: values, .mean)?.contains(0) ?? false
    }
    let margin = 4 * (level * (1 - level) / Double(Self.trials)).squareRoot() + 0.01
    #expect(abs(covered - level) < margin, "seed \(seed): \(covered)")
  }

  /// Blocks differ by far more than the two ways of running them: pairing must not care.
  @Test(arguments: Statistic.allCases, [0, 0.02])
  func pairedDifferencesAreCovered(statistic: Statistic, shift: Double) {
    let seed: UInt64 = 14
    let bootstrap = Bootstrap(resamples: Self.resamples)
    var shown = 0
    let covered = share(seed: seed) { random in
      var pairs: [(Double, Double)] = []
      for _ in 0..<40 {
        let block = exp(Population.normal.value(&random))
        func noise(_ random: inout TestSupport.SplitMix64) -> Double {
          1 + 0.005 * Population.normal.value(&random)
        }
        pairs.append((block * (1 + shift) * noise(&random), block * noise(&random)))
      }
      let difference = PairedDifference(
        pairs.map(\.0), pairs.map(\.1), statistic, by: bootstrap)
      if difference?.verdict(.higherIsBetter) == .better { shown += 1 }
      let truth = statistic == .mean ? shift * exp(0.5) : shift
      return difference?.interval?.contains(truth) ?? false
    }
    let power = Double(shown) / Double(Self.trials)
    #expect((0.88...1).contains(covered), "seed \(seed): \(covered)")
    #expect(shift == 0 ? power < 0.05 : power > 0.95, "seed \(seed): shown \(power)")
  }

  /// Rare differences to either side are not called one more often than stated.
  @Test(arguments: [0.05, 0.1, 0.3], [20, 40, 160])
  func rareDifferencesAreNotShownByChance(rate: Double, count: Int) {
    let seed: UInt64 = 15
    let bootstrap = Bootstrap(resamples: Self.resamples)
    let wrong = share(seed: seed) { random in
      var first: [Double] = []
      var second: [Double] = []
      for _ in 0..<count {
        let differs = Double.random(in: 0..<1, using: &random) < rate
        let isFirst = Bool.random(using: &random)
        first.append(differs && isFirst ? 0 : 1)
        second.append(differs && !isFirst ? 0 : 1)
      }
      return PairedDifference(first, second, .mean, by: bootstrap)?.verdict(.higherIsBetter)
        != .noDifferenceShown
    }
    #expect(wrong < 0.085, "seed \(seed): \(wrong)")
  }
}
