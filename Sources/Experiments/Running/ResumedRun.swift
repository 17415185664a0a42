import Foundation
import Records
import Scheduling

/// A run that did not come to its end, and can.
package struct ResumedRun: Sendable {
  /// Why a run cannot be resumed.
  package struct Refusal: Error, CustomStringConvertible {
    package let description: String

    init(_ folder: RunFolder, _ reason: String) { description = "\(folder.path): error: \(reason)" }
  }

  /// Where it is recorded.
  package let folder: RunFolder
  /// What `run.json` says.
  package let manifest: RunManifest
  /// What it runs, from `resolved.yaml`.
  package let plan: ExperimentPlan
  /// Nobody else records to it.
  let lock: RunLock

  /// Reads a run folder.
  ///
  /// - Parameter catalog: The strategies that there are.
  /// - Throws: `Refusal`, an `ExperimentFileError` or a `FileError`.
  package init(path: String, catalog: [any GroupingStrategy.Type]) throws {
    folder = RunFolder(
      path: PlanNames.absolute(path, from: FileManager.default.currentDirectoryPath))
    guard FileManager.default.fileExists(atPath: folder.path) else {
      throw Refusal(folder, "there is no such folder")
    }
    guard FileManager.default.fileExists(atPath: folder.manifest) else {
      throw Refusal(
        folder,
        "there is no run.json: this is no run, or one that was killed before it began; start it"
          + " anew")
    }
    // Before anything is read that somebody else might still write.
    lock = try RunLock(folder)
    do {
      manifest = try JSONFile.read(RunManifest.self, from: folder.manifest)
    } catch let error as DecodingError {
      throw Refusal(folder, "run.json is not what this program writes: \(error)")
    }
    guard manifest.mergedFrom == nil else {
      throw Refusal(folder, "this run was merged from others: resume those, and merge again")
    }
    plan = try PlanReader(catalog: catalog).plan(file: folder.resolved)
    guard Digest.hexadecimal(of: try ResolvedPlan.text(plan)) == manifest.planDigest else {
      throw Refusal(
        folder, "resolved.yaml is not the plan that the run began with: restore it, or start anew")
    }
  }

  /// Checks that what is left would be run as the beginning was.
  func check(build: RunManifest.Build, blockSets: [RunManifest.BlockSetInput], cells: [String])
    throws(Refusal)
  {
    var changes: [String] = []
    if build.executableDigest != manifest.build.executableDigest {
      let revision = manifest.build.gitRevision.map { " of revision \($0)" } ?? ""
      changes.append(
        "this is another executable than the one that began the run\(revision): resume with that")
    }
    for (now, then) in zip(blockSets, manifest.blockSets) where now.digest != then.digest {
      changes.append("the input of block set \(now.name) has changed, was added or is gone")
    }
    for (now, then) in zip(plan.strategies + plan.tiers, manifest.strategies + manifest.tiers)
    where now.version != then.version {
      changes.append(
        "strategy \(now.label) has version \(now.version) now, and had \(then.version)")
    }
    if changes.isEmpty, cells != manifest.cells { changes.append("its cells have other keys now") }
    guard changes.isEmpty else {
      throw Refusal(
        folder,
        "cannot resume, for the rows would not belong together: "
          + changes.joined(separator: "; "))
    }
  }
}
