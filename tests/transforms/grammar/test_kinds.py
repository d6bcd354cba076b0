import pytest

from tests.transforms.grammar.build import main_of, tell_text
from transforms.elements import Kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "Foreign Minister Mensah of Ghana met with Norwegian Foreign Minister Solheim in Accra.",
            Kind.BILATERAL_MEETING,
        ),
        (
            "Deputy Foreign Minister Hamid Rezai received the Ambassador of Brazil, Carlos Pinto.",
            Kind.BILATERAL_MEETING,
        ),
        (
            "Political consultations between the ministries of Armenia and Cyprus were held in Nicosia.",
            Kind.BILATERAL_MEETING,
        ),
        ("Talks between Finland and Estonia opened in Tallinn.", Kind.BILATERAL_MEETING),
        ("Minister Solheim had a working lunch with Minister Kamau.", Kind.BILATERAL_MEETING),
        ("Minister Solheim paid a courtesy call on President Otieno.", Kind.BILATERAL_MEETING),
        ("The Foreign Ministers of Chile, Peru and Ecuador held trilateral talks in Lima.", Kind.TRILATERAL_MEETING),
        ("A trilateral meeting of Kenya, Uganda and Tanzania is scheduled for 9 May.", Kind.TRILATERAL_MEETING),
        ("The African Union summit opened in Addis Ababa on Saturday.", Kind.MULTILATERAL_MEETING),
        ("The BRICS Foreign Ministers' Meeting will be held in Cape Town on 1-2 June.", Kind.MULTILATERAL_MEETING),
        (
            "Minister Salas took part in the session of the OIC Council of Foreign Ministers in Jeddah.",
            Kind.MULTILATERAL_MEETING,
        ),
        ("Minister Salas chaired the Open Debate of the UN Security Council.", Kind.MULTILATERAL_MEETING),
        ("Prime Minister Lars Holm spoke by phone with Kenyan President Amina Otieno.", Kind.PHONE_CALL),
        ("Prime Minister Lars Holm had a telephone conversation with Kenyan President Amina Otieno.", Kind.PHONE_CALL),
        ("Prime Minister Lars Holm held a video call with President Amina Otieno.", Kind.PHONE_CALL),
        (
            "Prime Minister Lars Holm held a conversation via video link with President Amina Otieno.",
            Kind.PHONE_CALL,
        ),
        ("Foreign ministers of Chile and Peru gathered in Lima on Tuesday.", Kind.BILATERAL_MEETING),
        ("Ministers Solheim and Tremblay discussed fisheries during a phone call on Monday.", Kind.PHONE_CALL),
        ("Secretary Marsh spoke with Minister Menon today.", Kind.PHONE_CALL),
        ("Foreign Minister Salas received a phone call from his Omani counterpart.", Kind.PHONE_CALL),
        ("President Rahmat Yusupov will pay a state visit to Kazakhstan on 21-22 April.", Kind.VISIT),
        ("Foreign Minister Solheim plans to travel to Baku.", Kind.VISIT),
        ("Foreign Minister Solheim is on a working trip to Baku.", Kind.VISIT),
        ("The working visit of Foreign Minister Solheim to Baku", Kind.VISIT),
        ("President Tomas Varga arrived in Warsaw for an official visit.", Kind.ARRIVAL),
        ("🛬 Foreign Minister Tomas Varga lands in Warsaw", Kind.ARRIVAL),
        ("Foreign Minister Petrescu departed Bucharest for Ankara.", Kind.DEPARTURE),
        ("Foreign Minister Petrescu left for Ankara.", Kind.DEPARTURE),
        ("Foreign Minister Petrescu concluded her official visit to Ankara.", Kind.DEPARTURE),
        ("Statement by Foreign Minister Tanabe on the situation in the Red Sea", Kind.STATEMENT),
        ("Foreign Minister Tanabe delivered a speech at the University of Leiden.", Kind.STATEMENT),
        ("Foreign Minister Tanabe's interview with the newspaper El Faro", Kind.STATEMENT),
        ("The press conference of Foreign Minister Tanabe will take place on Friday.", Kind.PRESS_CONFERENCE),
        ("Foreign Minister Tanabe's answers to media questions", Kind.PRESS_CONFERENCE),
        ("Spokesperson Anna Lindqvist held her weekly briefing on 12 March.", Kind.BRIEFING),
        ("Spokesperson Anna Lindqvist briefed journalists on the talks in Oslo.", Kind.BRIEFING),
        ("Minister Salas briefed the Heads of Diplomatic Missions on the floods.", Kind.BRIEFING),
        ("Background Press Call by Senior Officials Previewing the Visit of President Ruiz of Peru", Kind.BRIEFING),
        ("Presidents Ruiz and Mora made statements for the media.", Kind.PRESS_CONFERENCE),
        ("Finland and Estonia signed a memorandum of understanding in Tallinn.", Kind.SIGNING),
        ("Finland and Estonia concluded an agreement on ferries.", Kind.SIGNING),
        ("Foreign Ministers Salas and Borg signed a bilateral agreement.", Kind.SIGNING),
        ("President Haddad expressed condolences to the President of Türkiye.", Kind.CONDOLENCE),
        ("We are saddened to learn of the passing of former President Cem Aydın of Türkiye.", Kind.CONDOLENCE),
        (
            "Foreign Minister Almeida congratulated Foreign Minister Lenz of Austria on her appointment.",
            Kind.CONGRATULATION,
        ),
        (
            "President Haddad sent a congratulatory message to the President of Tunisia, Karim Saidi.",
            Kind.CONGRATULATION,
        ),
        ("Foreign Minister Salas attended a wreath-laying ceremony in Buenos Aires.", Kind.CEREMONY),
        ("Ambassador Carla Rossi presented her credentials to President Amina Otieno.", Kind.CEREMONY),
        ("Foreign Minister Salas hosted a gala dinner for Foreign Minister Borg.", Kind.CEREMONY),
    ],
)
def test_the_words_for_the_event_tell_its_kind(text: str, kind: Kind) -> None:
    assert main_of(text).kind is kind


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   \n\n ",
        "👍👍👍",
        "#Oslo #Nairobi",
        "https://www.example.org/statement/2031",
        "The ministry's archive is open from nine to five.",
        "Visa rules for tourists change on 1 May.",
        "Follow our channel for news!",
        "Kenya exports tea and flowers.",
    ],
)
def test_what_tells_of_no_event_gives_no_mention(text: str) -> None:
    assert tell_text(text) == ()
