"""Check a claim: what a sentence says, what the figures say, and where a difference comes from."""

from pages.parts.claims import claim_answer_panel, claim_form, claim_gallery
from pages.parts.view import current_view

view = current_view()
question = claim_form.draw()
claim_answer_panel.show(question, view)
claim_gallery.show()
