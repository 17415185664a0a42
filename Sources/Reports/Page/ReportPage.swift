import Foundation
import Records

/// `report.html`: a run as one page that needs nothing but itself.
package struct ReportPage: Sendable {
  private let figures: RunFigures
  private let plan: String

  /// The page of a recorded run.
  init(_ figures: RunFigures, plan: String) {
    self.figures = figures
    self.plan = plan
  }

  /// The file's text.
  package var text: String {
    let manifest = figures.run.manifest
    let page = Markup(
      "html", ["lang": "en"],
      Markup(
        "head", [:],
        Markup("meta", ["charset": "utf-8"], []),
        Markup(
          "meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"], []),
        Markup("meta", ["name": "color-scheme", "content": "light dark"], []),
        Markup("meta", ["name": "generator", "content": "balbench"], []),
        Markup("title", [:], .text("\(manifest.experiment): \(manifest.question)")),
        Markup("style", [:], .verbatim(PageStyle.text))),
      Markup(
        "body", [:],
        OpeningSection(figures: figures).markup,
        Markup("main", [:], sections),
        Markup(
          "footer", [:],
          PageParts.paragraph(
            "note", "Rendered by balbench from recorded files alone; ",
            Markup("code", [:], "balbench report DIR"), " renders it again."))))
    return "<!doctype html>" + page.rendered + "\n"
  }

  private var sections: [Markup] {
    let manifest = figures.run.manifest
    return figures.sets.enumerated().map { number, set in
      BlockSetSection(set: set, number: number, manifest: manifest) { outcome, way in
        link(set.run(of: outcome, way))
      }.markup
    } + [
      ExplanationSection(explanations: figures.explanations).markup,
      figures.reference.map { ReferenceSection(table: $0).markup } ?? .nothing,
      DefinitionSection.markup,
      ProvenanceSection(manifest: manifest, plan: plan).markup,
    ]
  }

  private func link(_ run: RowIdentity?) -> String? {
    figures.explanations.firstIndex { $0.block.identity == run }.map(ExplanationSection.anchor)
  }
}
