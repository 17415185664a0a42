import Foundation
import Records
import Testing

@Suite struct RunFolderTests {
  @Test func dataPackageDescribesEveryColumnOfEveryTable() throws {
    let package = DataPackage(experiment: "quickstart", question: "Which?")
    let data = Data(try JSONFile.text(package).utf8)
    let json = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect(json["profile"] as? String == "tabular-data-package")
    let resources = try #require(json["resources"] as? [[String: Any]])
    #expect(resources.map { $0["path"] as? String } == RecordedTables.all.map(\.fileName))
    for (resource, table) in zip(resources, RecordedTables.all) {
      let schema = try #require(resource["schema"] as? [String: Any])
      let fields = try #require(schema["fields"] as? [[String: Any]])
      #expect(fields.map { $0["name"] as? String } == table.fields.map(\.name))
      for (field, column) in zip(fields, table.fields) {
        #expect(field["type"] as? String == column.type.rawValue)
        #expect(field["description"] as? String == column.definition)
        #expect(field["unit"] as? String == column.unit?.rawValue)
      }
    }
  }

  @Test func aFileAppearsOnlyWhenItIsComplete() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/a.csv"
    let file = try AtomicFile(path: path)
    try file.write("first\n")
    #expect(!FileManager.default.fileExists(atPath: path))
    #expect(FileManager.default.fileExists(atPath: path + ".partial"))
    try file.write(String(repeating: "x", count: 200_000))
    try file.commit()
    #expect(try String(contentsOfFile: path, encoding: .utf8).utf8.count == 200_006)
    #expect(!FileManager.default.fileExists(atPath: path + ".partial"))
  }

  @Test func whatAKilledProcessLeftIsBegunAnew() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/a.csv"
    try "half a li".write(toFile: path + ".partial", atomically: false, encoding: .utf8)
    try AtomicFile.write("whole\n", to: path)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "whole\n")
  }

  @Test func aCellIsCompleteOnlyWithItsBlockRows() throws {
    let folder = try TemporaryFolder()
    let run = RunFolder(path: folder.path)
    try FileManager.default.createDirectory(
      atPath: run.cells, withIntermediateDirectories: true)
    try AtomicFile.write("", to: run.cell("k", AttemptRow.table))
    try AtomicFile.write("", to: run.cell("k", GroupRow.table))
    _ = try AtomicFile(path: run.cell("k", BlockRow.table))
    #expect(!run.isComplete(cell: "k"))
    try AtomicFile.write("", to: run.cell("k", BlockRow.table))
    #expect(run.isComplete(cell: "k"))
  }

  @Test func aFolderThatIsNotThereIsATypedError() {
    #expect(throws: FileError.self) { try AtomicFile.write("", to: "/nonexistent/folder/a.csv") }
  }
}

/// A folder that is gone after the test.
private final class TemporaryFolder {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}
