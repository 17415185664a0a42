import Conformance
import Foundation
import TestSupport
import Testing

/// The fixture packs: what others computed, our engine must compute too.
@Suite(.enabled(if: Fixtures.folder != nil, Comment(rawValue: Fixtures.absence)))
struct PackTests {
  /// A pack with the least number of its cases that pass, some below those there are.
  struct Pack: Sendable, CustomStringConvertible {
    let name: String
    let floor: Int
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
      name: "amsterdam-mainline", floor: 3000,
      networks: ["Amsterdam", "BPO2ToAmsterdamAtTime15k"]),
    Pack(name: "amsterdam-bench", floor: 80, networks: ["Amsterdam"]),
    Pack(name: "amsterdam-static", floor: 2800, networks: ["Amsterdam"]),
    Pack(
      name: "mainnet-forks", floor: 5800,
      networks: [
        "ParisToShanghaiAtTime15k", "Shanghai", "ShanghaiToCancunAtTime15k", "Cancun",
        "CancunToPragueAtTime15k", "Prague", "PragueToOsakaAtTime15k", "Osaka",
      ]),
    Pack(
      name: "legacy-blockchain", floor: 6300,
      networks: [
        "ParisToShanghaiAtTime15k", "Shanghai", "ShanghaiToCancunAtTime15k", "Cancun",
      ]),
    Pack(name: "state", floor: 4600, networks: ["Amsterdam", "Osaka", "Prague"]),
    Pack(name: "legacy-state", floor: 17000, networks: ["Cancun", "Shanghai"]),
  ].filter(\.isPresent)

  @Test(arguments: required)
  func everyCasePasses(pack: Pack) throws { try check(pack) }

  @Test(
    .enabled(
      if: ProcessInfo.processInfo.environment["BAL_TEST_ALL"] == "1",
      "set BAL_TEST_ALL=1 for the other packs"),
    arguments: further)
  func everyCaseOfTheOtherPacksPasses(pack: Pack) throws { try check(pack) }

  private func check(_ pack: Pack) throws {
    let folder = try #require(Fixtures.pack(pack.name))
    let report = try ConformanceRun(paths: [folder.path], jobs: 2).run()
    #expect(report.failures.isEmpty, "\(report.text())")
    let passed = report.rows.reduce(0) { $0 + $1.passed }
    #expect(passed >= pack.floor, "\(report.text())")
    for network in pack.networks {
      #expect(report.rows.contains { $0.network == network && $0.passed > 0 }, "\(network)")
    }
    // Nothing else may be left out.
    let reasons = Set(report.rows.flatMap(\.skipReasons.keys))
    #expect(
      reasons.allSatisfy { $0.hasPrefix("unsupported precompile") }, "\(reasons.sorted())")
  }
}
