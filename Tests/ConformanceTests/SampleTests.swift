import Conformance
import Foundation
import TestSupport
import Testing

/// A sample has some of everything, and the same every time.
@Suite(.enabled(if: Fixtures.pack("mainnet-forks") != nil, Comment(rawValue: Fixtures.absence)))
struct SampleTests {
  private static func run(_ folder: String, oneIn divisor: Int?) throws -> [CaseResult] {
    let pack = try #require(Fixtures.pack("mainnet-forks")).appending(path: folder)
    return try ConformanceRun(
      paths: [pack.path], sample: divisor.map(ConformanceSample.init(oneIn:)), jobs: 2
    ).run().cases
  }

  private static func strata(_ cases: [CaseResult]) -> Set<[String]> {
    Set(cases.map { [URL(filePath: $0.path).deletingLastPathComponent().path, $0.network] })
  }

  private static func names(_ cases: [CaseResult]) -> [String] { cases.map { $0.path + $0.name } }

  @Test func everyFolderAndNetworkIsInTheSample() throws {
    let all = try Self.run("blockchain/cancun", oneIn: nil)
    let sample = try Self.run("blockchain/cancun", oneIn: 10)
    #expect(Self.strata(sample) == Self.strata(all))
    #expect(sample.count < all.count / 2)
    #expect(Set(Self.names(sample)).isSubset(of: Self.names(all)))
    #expect(try Self.names(Self.run("blockchain/cancun", oneIn: 10)) == Self.names(sample))
  }

  @Test func oneInOneIsEverything() throws {
    let all = try Self.run("blockchain/cancun/berlin", oneIn: nil)
    #expect(try Self.names(Self.run("blockchain/cancun/berlin", oneIn: 1)) == Self.names(all))
  }
}
