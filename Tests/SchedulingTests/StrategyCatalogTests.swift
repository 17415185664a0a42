import Foundation
import Scheduling
import StrategyCatalog
import TestSupport
import Testing

/// The list of strategies: in Package.swift, on disk and in the build.
struct StrategyCatalogTests {
  /// The words of `let strategies = […]` in Package.swift.
  private func listed() throws -> [String] {
    let manifest = try String(
      contentsOf: PackageRoot.folder.appending(path: "Package.swift"), encoding: .utf8)
    let list = try #require(manifest.firstMatch(of: /let strategies = \[([^\]]*)\]/)).output.1
    return list.matches(of: /"(\w+)"/).map { String($0.output.1) }
  }

  @Test func `the list in the manifest equals the folders`() throws {
    let path = PackageRoot.folder.appending(path: "strategies")
      .path(percentEncoded: false)
    let folders = try FileManager.default.contentsOfDirectory(atPath: path)
      // `external` holds programs of other languages, each a process of its own.
      .filter { !$0.hasPrefix(".") && $0 != "external" }
    #expect(try listed().sorted() == folders.sorted())
    for folder in folders {
      #expect(FileManager.default.fileExists(atPath: "\(path)/\(folder)/README.md"), "\(folder)")
    }
  }

  @Test func `the catalog holds what the manifest lists`() throws {
    let modules = StrategyCatalog.all.map { String(reflecting: $0) }
    #expect(try modules.sorted() == listed().map { "\($0)Strategy.Strategy" }.sorted())
  }

  @Test func `names are unique, in order and in kebab-case`() {
    let names = StrategyCatalog.names
    #expect(names == Set(names).sorted())
    for name in names {
      #expect(name.wholeMatch(of: /[a-z][a-z0-9]*(-[a-z0-9]+)*/) != nil, "\(name)")
    }
  }

  @Test(arguments: StrategyCatalog.names)
  func `every strategy describes itself in one line each`(name: String) throws {
    let type = try #require(StrategyCatalog.named(name))
    for line in [type.summary, type.version, type.optionsSummary] {
      #expect(line.split(whereSeparator: \.isNewline).count == 1)
    }
    #expect(type.summary.count <= 90, "\(type.summary)")
  }

  @Test func `an unknown name finds nothing`() {
    #expect(StrategyCatalog.named("heuristics") == nil)
  }

  /// Reports mark what needs it; whoever reads about the strategy itself must learn it too.
  @Test(arguments: StrategyCatalog.names)
  func `a strategy that needs what no client has says so`(name: String) throws {
    let type = try #require(StrategyCatalog.named(name))
    guard type.needs.contains(.attributedReads) else { return }
    let module = String(reflecting: type).prefix { $0 != "." }
    #expect(module.hasSuffix("Strategy"))
    let path = "strategies/\(module.dropLast("Strategy".count))/README.md"
    let text = try String(contentsOf: PackageRoot.folder.appending(path: path), encoding: .utf8)
    #expect(
      text.lowercased().contains("hypothetical"),
      "\(path) does not say that \(name) is hypothetical: it needs \(type.needs)")
  }

  /// Else a block's recovery would rest on what no client has.
  @Test(arguments: ["refined", "sequential"])
  func `the usual tiers need nothing hypothetical`(name: String) throws {
    let type = try #require(StrategyCatalog.named(name))
    #expect(!type.needs.contains(.attributedReads))
  }
}
