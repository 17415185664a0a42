import Conformance
import Foundation
import TestSupport
import Testing

/// The fixture packs: what others computed, our engine must compute too.
@Suite(.enabled(if: Fixtures.folder != nil, Comment(rawValue: Fixtures.absence)))
struct PackTests {
  /// A pack with the least number of its cases that pass, some below those there are. The number
  /// is that of the sample where only a sample is run.
  struct Pack: Sendable, CustomStringConvertible {
    let name: String
    let floor: Int
    var sampleFloor = 0
    /// Networks of which cases must be among those that pass.
    var networks: [String] = []
    var description: String { name }

    var isPresent: Bool { Fixtures.pack(name) != nil }
  }

  private static let required = [
    Pack(name: "amsterdam-bal", floor: 650, networks: ["Amsterdam", "BPO2ToAmsterdamAtTime15k"]),
    Pack(name: "amsterdam-generated", floor: 400, networks: ["Amsterdam"]),
  ].filter(\.isPresent)

  private static let further = [
    Pack(
      name: "amsterdam-mainline", floor: 3000, sampleFloor: 180,
      networks: ["Amsterdam", "BPO2ToAmsterdamAtTime15k"]),
    Pack(name: "amsterdam-bench", floor: 80, sampleFloor: 12, networks: ["Amsterdam"]),
    Pack(name: "amsterdam-static", floor: 2800, sampleFloor: 1550, networks: ["Amsterdam"]),
    Pack(
      name: "mainnet-forks", floor: 5800, sampleFloor: 1900,
      networks: [
        "ParisToShanghaiAtTime15k", "Shanghai", "ShanghaiToCancunAtTime15k", "Cancun",
        "CancunToPragueAtTime15k", "Prague", "PragueToOsakaAtTime15k", "Osaka",
      ]),
    Pack(
      name: "legacy-blockchain", floor: 6300, sampleFloor: 300,
      networks: [
        "ParisToShanghaiAtTime15k", "Shanghai", "ShanghaiToCancunAtTime15k", "Cancun",
      ]),
    Pack(
      name: "state", floor: 4600, sampleFloor: 1900, networks: ["Amsterdam", "Osaka", "Prague"]),
    Pack(name: "legacy-state", floor: 17000, sampleFloor: 400, networks: ["Cancun", "Shanghai"]),
  ].filter(\.isPresent)

  @Test(arguments: required)
  func everyCasePasses(pack: Pack) throws { try check(pack) }

  /// A sample of each of the other packs; all of them with BAL_TEST_ALL=1.
  @Test(arguments: further)
  func casesOfTheOtherPacksPass(pack: Pack) throws {
    let isComplete = ProcessInfo.processInfo.environment["BAL_TEST_ALL"] == "1"
    try check(pack, sample: isComplete ? nil : ConformanceSample(oneIn: 10))
  }

  private func check(_ pack: Pack, sample: ConformanceSample? = nil) throws {
    let folder = try #require(Fixtures.pack(pack.name))
    let report = try ConformanceRun(paths: [folder.path], sample: sample, jobs: 2).run()
    #expect(report.failures.isEmpty, "\(report.text())")
    let passed = report.rows.reduce(0) { $0 + $1.passed }
    #expect(passed >= (sample == nil ? pack.floor : pack.sampleFloor), "\(report.text())")
    for network in pack.networks {
      #expect(report.rows.contains { $0.network == network && $0.passed > 0 }, "\(network)")
    }
    // Nothing may be left out.
    #expect(report.rows.allSatisfy { $0.skipped == 0 }, "\(report.text())")
  }
}
