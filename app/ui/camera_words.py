"""What the desk's camera may say, by the names its JavaScript asks for. How a failure is called stands in its key."""

from ui.words import N_


def camera_words() -> dict[str, str]:
    return _controls() | _strip() | _failures() | _remedies() | _faces()


def _controls() -> dict[str, str]:
    return {
        "camera_on": N_("Turn the camera on"),
        "camera_off": N_("Turn the camera off"),
        "camera_retry": N_("Try again"),
        "camera_torch": N_("Light"),
        "camera_choose": N_("Choose a camera"),
        "camera_number": N_("Camera no. {number}"),
        "camera_picture": N_("The camera's picture"),
    }


def _strip() -> dict[str, str]:
    return {
        "frame_aim": N_("Code inside the frame"),
        "frame_foreign": N_("Not a conference badge"),
        "frame_several": N_("One badge at a time"),
        "frame_blank": N_("No picture now"),
        "frame_starting": N_("Opening the camera …"),
        "frame_hidden": N_("Page hidden: the camera rests"),
        "frame_testing": N_("Test scan: the camera rests"),
        "frame_acting": N_("Put that badge away; reading goes on at once"),
        "frame_muted": N_("This device has paused the camera"),
        "frame_offline": N_("Cut off: no badge can be read, use the paper list"),
        "frame_error": N_("The server cannot record just now: use the paper list"),
        "frame_login": N_("Log in again, then badges are read again"),
        "frame_role": N_("This device may not scan: log in as a desk"),
        "frame_busy": N_("The server is busy: badges are read more slowly"),
    }


def _failures() -> dict[str, str]:
    return {
        "camera_insecure": N_("This page may not use the camera"),
        "camera_denied": N_("The browser does not allow the camera"),
        "camera_none": N_("No camera found"),
        "camera_busy": N_("Another program is using the camera"),
        "camera_gone": N_("The camera was taken away"),
        "camera_broken": N_("The camera cannot be opened"),
    }


def _remedies() -> dict[str, str]:
    return {
        "camera_insecure_do": N_(
            "Open the https address (the server's window shows it, with a QR code), or go to the server's own laptop."
        ),
        "camera_denied_do": N_("Tap the sign left of the address, allow the camera, then try again."),
        "camera_none_do": N_("Plug a camera in; it is then opened by itself."),
        "camera_busy_do": N_("Close that program (a video call, a camera app), then try again."),
        "camera_gone_do": N_("Check its cable. It is tried again by itself."),
        "camera_broken_do": N_("Try again, or open this page in Chrome, Edge or Safari."),
        "camera_instead": N_("Until then: hand scanner, or search by name."),
    }


def _faces() -> dict[str, str]:
    return {
        "camera_idle_next": N_("Hold the badge in front of the camera"),
        "camera_lost_next": N_("Admit by the paper list"),
        "camera_lost_text": N_(
            "Badges held in front of the camera now are not kept. "
            "Only a hand scanner's codes are kept, and sent by themselves once connected."
        ),
    }
