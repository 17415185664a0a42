import Foundation
import Records

/// Puts the parts of one run together.
package struct RunMerge {
  /// Everything that keeps runs from being merged.
  package struct Refusal: Error, CustomStringConvertible {
    package let problems: [String]

    package var description: String {
      problems.map { "error: \($0)" }.joined(separator: "\n")
    }
  }

  private typealias Part = (folder: RunFolder, manifest: RunManifest)

  private let parts: [Part]
  /// The part that each cell is complete in.
  private let owners: [String: RunFolder]

  /// Reads runs, and checks that they are parts of one: of the same plan, inputs and executable,
  /// that no cell is in two of them, and that none is missing.
  package init(of folders: [RunFolder]) throws(Refusal) {
    var problems: [String] = []
    var parts: [Part] = []
    for folder in folders {
      do {
        parts.append((folder, try JSONFile.read(RunManifest.self, from: folder.manifest)))
      } catch let error as FileError {
        problems.append("\(error)".replacing(": error:", with: ":"))
      } catch {
        problems.append("\(folder.manifest): not what this program writes: \(error)")
      }
    }
    guard problems.isEmpty, let first = parts.first else { throw Refusal(problems: problems) }
    for part in parts.dropFirst() { problems += Self.differences(of: part, from: first) }
    guard problems.isEmpty else { throw Refusal(problems: problems) }
    var owners: [String: RunFolder] = [:]
    for part in parts {
      let own = first.manifest.cells.filter(part.folder.isComplete(cell:))
      let twice = own.filter { owners[$0] != nil }
      if let other = twice.first.flatMap({ owners[$0] }) {
        problems.append(
          "\(Self.cells(twice.count)) of \(part.folder.path) \(twice.count == 1 ? "is" : "are")"
            + " in \(other.path) too: leave one of the two runs out")
      }
      for key in own { owners[key] = part.folder }
    }
    problems += Self.absences(parts, missing: first.manifest.cells.filter { owners[$0] == nil })
    guard problems.isEmpty else { throw Refusal(problems: problems) }
    self.parts = parts
    self.owners = owners
  }

  private static func cells(_ count: Int) -> String { count == 1 ? "1 cell" : "\(count) cells" }

  private static func differences(of part: Part, from first: Part) -> [String] {
    let (path, original) = (part.folder.path, first.folder.path)
    if part.manifest.planDigest != first.manifest.planDigest {
      return ["\(path) runs another plan than \(original): compare their resolved.yaml"]
    }
    var problems: [String] = []
    if part.manifest.build.executableDigest != first.manifest.build.executableDigest {
      problems.append("\(path) was recorded by another executable than \(original)")
    }
    for (mine, other) in zip(part.manifest.blockSets, first.manifest.blockSets)
    where mine.digest != other.digest {
      problems.append("\(path) has another input for block set \(mine.name) than \(original)")
    }
    if problems.isEmpty, part.manifest.cells != first.manifest.cells {
      problems.append("the cells of \(path) are not those of \(original)")
    }
    return problems
  }

  private static func absences(_ parts: [Part], missing: [String]) -> [String] {
    guard !missing.isEmpty else { return [] }
    var reasons: [String] = []
    for part in parts {
      let open = missing.filter { part.manifest.shard?.holds(cell: $0) ?? true }
      guard !open.isEmpty else { continue }
      reasons.append(
        "\(part.folder.path) lacks \(cells(open.count)): complete it with balbench run --resume")
    }
    let given = parts.compactMap(\.manifest.shard)
    if let count = given.first?.count, given.count == parts.count {
      let absent = (1...count).compactMap { Shard("\($0)/\(count)") }
        .filter { shard in !given.contains(shard) && missing.contains(where: shard.holds) }
      if !absent.isEmpty {
        let names = absent.map(\.description).joined(separator: ", ")
        reasons.append("shard \(names) is not among the runs")
      }
    }
    let total = parts[0].manifest.cells.count
    return ["\(missing.count) of \(total) cells are in none of the runs"] + reasons
  }

  /// Whether the parts come from machines that differ, so that their times do not compare.
  package var machinesDiffer: Bool {
    parts.contains { $0.manifest.machine != parts[0].manifest.machine }
  }

  /// Writes the whole run to a folder that does not exist yet; it appears there when it is whole.
  package func write(to folder: RunFolder, arguments: [String]) throws -> RunManifest {
    let partial = RunFolder(path: folder.path + AtomicFile.partialSuffix)
    let files = FileManager.default
    try? files.removeItem(atPath: partial.path)
    try files.createDirectory(atPath: partial.cells, withIntermediateDirectories: true)
    do {
      let manifest = merged(arguments: arguments)
      try copy(to: partial)
      try TableAssembly(folder: partial, keys: manifest.cells).write()
      try JSONFile.write(manifest, to: partial.manifest)
      guard rename(partial.path, folder.path) == 0 else {
        throw FileError(path: folder.path, operation: .rename)
      }
      return manifest
    } catch {
      try? files.removeItem(atPath: partial.path)
      throw error
    }
  }

  private func copy(to folder: RunFolder) throws {
    let files = FileManager.default
    let first = parts[0].folder
    for (source, target) in [
      (first.experiment, folder.experiment), (first.resolved, folder.resolved),
      (first.dataPackage, folder.dataPackage),
    ] {
      try files.copyItem(atPath: source, toPath: target)
    }
    for part in parts {
      for name in try files.contentsOfDirectory(atPath: part.folder.cells) {
        // A cell's files are named by its key. Those of one that is not complete stay behind.
        let key = String(name.prefix { $0 != "." })
        guard owners[key] == part.folder, !name.hasSuffix(AtomicFile.partialSuffix) else {
          continue
        }
        try files.copyItem(
          atPath: "\(part.folder.cells)/\(name)", toPath: "\(folder.cells)/\(name)")
      }
    }
    for (number, part) in parts.enumerated()
    where files.fileExists(atPath: part.folder.strategyErrors) {
      try files.createDirectory(
        atPath: folder.strategyErrors, withIntermediateDirectories: true)
      try files.copyItem(
        atPath: part.folder.strategyErrors, toPath: "\(folder.strategyErrors)/part-\(number + 1)")
    }
  }

  private func merged(arguments: [String]) -> RunManifest {
    var manifest = parts[0].manifest
    let manifests = parts.map(\.manifest)
    manifest.arguments = arguments
    manifest.workingDirectory = FileManager.default.currentDirectoryPath
    manifest.startedAt = manifests.map(\.startedAt).min() ?? manifest.startedAt
    manifest.finishedAt = manifests.compactMap(\.finishedAt).max()
    manifest.stores = manifests.flatMap(\.stores)
    manifest.failures = IncidentList(manifests.flatMap(\.failures)).incidents
    manifest.unsupported = IncidentList(manifests.flatMap(\.unsupported)).incidents
    manifest.status = manifest.failures.isEmpty ? .finished : .failed
    manifest.shard = nil
    manifest.mergedFrom = parts.map { part in
      RunManifest.Part(
        path: part.folder.path, shard: part.manifest.shard?.description,
        startedAt: part.manifest.startedAt, finishedAt: part.manifest.finishedAt,
        machine: part.manifest.machine)
    }
    return manifest
  }
}
