import Conformance
import Foundation
import TestSupport
import Testing

/// Random programs in every fork that the execution specification has, Frontier to Osaka; the
/// answers are its own. `OldForks/generate.py` made the file.
@Suite struct OldForkTests {
  @Test func everyForkAgreesWithTheSpecification() throws {
    let file = PackageRoot.folder.appending(
      path: "Tests/ConformanceTests/OldForks/old-forks.json.gz")
    let report = try ConformanceRun(paths: [file.path], jobs: 2).run()
    #expect(report.rows.count == 17)
    for row in report.rows {
      #expect(row.failed == 0 && row.skipped == 0 && row.passed > 60, "\(report.text())")
    }
  }
}
